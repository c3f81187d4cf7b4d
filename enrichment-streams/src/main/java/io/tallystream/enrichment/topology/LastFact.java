package io.tallystream.enrichment.topology;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.enrichment.merge.Entity;
import io.tallystream.event.v1.ObservationFact;
import io.tallystream.event.v1.ScoreFact;
import io.tallystream.event.v1.TraceFact;
import org.apache.kafka.streams.errors.ProcessorStateException;

/**
 * What state says was emitted last; the default message before the first. State that does not read
 * is no poison of the input: the task fails and nothing is skipped.
 */
final class LastFact {
  private LastFact() {}

  static ObservationFact observation(Entity e) {
    try {
      return ObservationFact.parseFrom(e.fact());
    } catch (InvalidProtocolBufferException ex) {
      throw new ProcessorStateException("state holds what is no observation", ex);
    }
  }

  static TraceFact trace(Entity e) {
    try {
      return TraceFact.parseFrom(e.fact());
    } catch (InvalidProtocolBufferException ex) {
      throw new ProcessorStateException("state holds what is no trace", ex);
    }
  }

  static ScoreFact score(Entity e) {
    try {
      return ScoreFact.parseFrom(e.fact());
    } catch (InvalidProtocolBufferException ex) {
      throw new ProcessorStateException("state holds what is no score", ex);
    }
  }
}
