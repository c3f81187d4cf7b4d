package io.tallystream.enrichment.topology;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.enrichment.merge.Entity;
import io.tallystream.event.v1.ObservationFact;
import io.tallystream.event.v1.TraceFact;
import org.apache.kafka.streams.errors.ProcessorStateException;

/**
 * What was emitted last, rebuilt from state; the default message before the first. What is
 * retracted must be what was added, so the rules of {@link Facts} change only together with all
 * state. State that does not read is no poison of the input: the task fails and nothing is skipped.
 */
final class LastFact {
  private LastFact() {}

  /**
   * @param ids project, part, trace id and id
   */
  static ObservationFact observation(ObservationFact ids, Entity e) {
    if (e.seq() == 0) {
      return ObservationFact.getDefaultInstance();
    }
    try {
      return Facts.stated(ids, e.registers()).mergeFrom(e.derived()).build();
    } catch (InvalidProtocolBufferException ex) {
      throw new ProcessorStateException("state holds what is no observation", ex);
    }
  }

  /** What an observation's registers do not say: its price, and the usage that nobody sent. */
  static byte[] derived(ObservationFact fact) {
    var derived =
        ObservationFact.newBuilder()
            .setModelId(fact.getModelId())
            .setPriceId(fact.getPriceId())
            .setPriceTier(fact.getPriceTier())
            .setPriceState(fact.getPriceState())
            .putAllCost(fact.getCostMap());
    if (fact.hasTotalCost()) {
      derived.setTotalCost(fact.getTotalCost());
    }
    if (Facts.isCounted(fact)) {
      derived.putAllUsage(fact.getUsageMap()).setUsageRule(fact.getUsageRule());
    }
    return derived.build().toByteArray();
  }

  /**
   * @param ids project, part and trace id
   */
  static TraceFact trace(TraceFact ids, Entity e) {
    if (e.seq() == 0) {
      return TraceFact.getDefaultInstance();
    }
    try {
      var fact = ids.toBuilder().mergeFrom(e.derived());
      Facts.trace(fact, e.registers());
      return fact.build();
    } catch (InvalidProtocolBufferException ex) {
      throw new ProcessorStateException("state holds what is no trace", ex);
    }
  }

  /** What a trace's registers do not say: what its observations do. */
  static byte[] derived(TraceFact fact) {
    var derived = fact.toBuilder().clearProject().clearPart().clearTraceId();
    if (fact.getExplicit()) {
      derived
          .clearTimestampUs()
          .clearName()
          .clearUserId()
          .clearSessionId()
          .clearRelease()
          .clearVersion()
          .clearPublic()
          .clearTags()
          .clearEnvironment()
          .clearCreatedUs()
          .clearUpdatedUs()
          .clearExplicit();
    }
    return derived.build().toByteArray();
  }
}
