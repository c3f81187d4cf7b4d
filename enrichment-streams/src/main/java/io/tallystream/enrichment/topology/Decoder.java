package io.tallystream.enrichment.topology;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.enrichment.dialect.BatchDialect;
import io.tallystream.enrichment.dialect.OtlpDialect;
import io.tallystream.enrichment.dialect.Patch;
import io.tallystream.enrichment.dialect.UnmappableEventException;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.event.v1.OtlpScopeSpans;
import io.tallystream.streams.Breaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Patches of a record; an event that does not map becomes a dead letter and the others go on.
 * Nothing has been written when it runs, so it may refuse whatever it likes (streaming 1.7).
 *
 * @param scores whether scores are expected, or everything else
 * @param breaker counts records that are letters as a whole
 */
record Decoder(Poison poison, boolean scores, Breaker breaker) {
  private static final int FORMAT = 1;

  /** Empty when the bytes are no record that this version reads. */
  Optional<EventBatch> batch(byte @Nullable [] value, List<Output> letters) {
    byte[] bytes = value == null ? new byte[0] : value;
    try {
      EventBatch batch = EventBatch.parseFrom(bytes);
      if (batch.getFormat() == FORMAT) {
        return Optional.of(batch);
      }
      String detail = "format " + batch.getFormat() + "; this version reads " + FORMAT;
      letters.add(poison.letter(batch.getProject(), "undecodable_record", detail, bytes));
    } catch (InvalidProtocolBufferException e) {
      letters.add(poison.letter(0, "undecodable_record", "no EventBatch", bytes));
    }
    poison.count(breaker, true);
    return Optional.empty();
  }

  List<Decoded> decode(EventBatch batch, List<Output> letters) {
    var decoded = new ArrayList<Decoded>();
    for (ByteString event : batch.getBatchEventsList()) {
      attempt(
          () -> empty(batch).addBatchEvents(event).build(),
          "undecodable_event",
          letters,
          () ->
              BatchDialect.patches(
                  event.toByteArray(), batch.getTraceId(), batch.getReceivedAtUs()),
          decoded);
    }
    for (OtlpScopeSpans scope : batch.getOtlpSpansList()) {
      var dialect = new OtlpDialect(scope);
      for (ByteString span : scope.getSpansList()) {
        attempt(
            () -> empty(batch).addOtlpSpans(scope.toBuilder().clearSpans().addSpans(span)).build(),
            "unmappable_span",
            letters,
            () -> dialect.patches(span, batch.getReceivedAtUs()),
            decoded);
      }
    }
    return decoded;
  }

  /**
   * Runs what only computes into {@code out}. False when it fails for a reason of the data: then
   * the record is a letter, whole, and has no other effect.
   */
  boolean computes(EventBatch batch, List<Output> out, Runnable computation) {
    try {
      computation.run();
      poison.count(breaker, false);
      return true;
    } catch (KafkaException e) {
      // The state or the broker: the task starts again from its last commit.
      throw e;
    } catch (RuntimeException e) {
      out.clear();
      out.add(
          poison.letter(
              batch.getProject(), "unprocessable_record", e.toString(), batch.toByteArray()));
      poison.count(breaker, true);
      return false;
    }
  }

  private static EventBatch.Builder empty(EventBatch batch) {
    return batch.toBuilder().clearBatchEvents().clearOtlpSpans();
  }

  private interface Mapping {
    List<Patch> run() throws UnmappableEventException;
  }

  private void attempt(
      Supplier<EventBatch> alone,
      String reason,
      List<Output> letters,
      Mapping mapping,
      List<Decoded> into) {
    try {
      List<Patch> patches = mapping.run();
      if (patches.stream().anyMatch(p -> p instanceof Patch.ScorePatch != scores)) {
        letters.add(letter(alone, reason, "an event of another topic"));
      } else {
        for (Patch p : patches) {
          boolean counts = patches.size() == 1 || p instanceof Patch.ObservationPatch;
          into.add(new Decoded(p, alone, counts));
        }
      }
    } catch (UnmappableEventException e) {
      letters.add(letter(alone, reason, String.valueOf(e.getMessage())));
    } catch (ArithmeticException e) {
      letters.add(letter(alone, "cost_out_of_range", String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      // A fault of ours; one tenant's event must not stop the partition for all.
      letters.add(letter(alone, reason, e.toString()));
    }
  }

  Output letter(Supplier<EventBatch> alone, String reason, String detail) {
    EventBatch event = alone.get();
    return poison.letter(event.getProject(), reason, detail, event.toByteArray());
  }
}
