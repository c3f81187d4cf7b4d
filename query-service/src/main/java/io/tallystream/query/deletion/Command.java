package io.tallystream.query.deletion;

import io.tallystream.event.Routing;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.query.outbox.Change;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What tells enrichment that a trace or score is deleted: a record of its own topic. */
final class Command {
  private Command() {}

  /**
   * @param topic {@code events} for a trace, {@code scores} for a score
   */
  static Change of(String topic, int project, short part, String id) {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    byte[] command =
        EventBatch.newBuilder()
            .setFormat(1)
            .setProject(project)
            .setReceivedAtUs(now)
            .setTraceId(id)
            .setDeleted(true)
            .build()
            .toByteArray();
    return new Change(topic, Routing.hash(id).toString(), part, version -> command);
  }
}
