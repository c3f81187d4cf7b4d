package io.tallystream.enrichment.cold;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.event.Routing;
import io.tallystream.event.v1.ColdTrace;
import io.tallystream.event.v1.EventBatch;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events that need a state of their trace.
 *
 * @param hash of that state
 */
record Question(Trace trace, long hash, EventBatch events) {
  /** Where a state is kept. */
  record Trace(int project, UUID hash, int part) {}

  /** Null when the bytes are no question: enrichment makes a dead letter of them. */
  static @Nullable Question of(byte @Nullable [] value, int part) {
    try {
      EventBatch events = EventBatch.parseFrom(value == null ? new byte[0] : value);
      var trace = new Trace(events.getProject(), Routing.hash(events.getTraceId()), part);
      return events.hasCold() ? new Question(trace, events.getCold().getHash(), events) : null;
    } catch (InvalidProtocolBufferException e) {
      return null;
    }
  }

  boolean isAnsweredBy(@Nullable ColdTrace state) {
    return state != null && state.getHash() == hash;
  }

  /** The events with a state, or to be judged anew without one. */
  EventBatch with(@Nullable ColdTrace state) {
    var answer = events.toBuilder().clearCold();
    return state == null ? answer.build() : answer.setCold(state).build();
  }
}
