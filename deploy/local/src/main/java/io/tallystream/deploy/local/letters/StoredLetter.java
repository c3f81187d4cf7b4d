package io.tallystream.deploy.local.letters;

import io.tallystream.event.v1.DeadLetter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A row of {@code dead_letter}.
 *
 * @param project id; empty when the record does not say whose it is
 * @param letter in a list without key and value
 * @param size bytes of the value
 */
public record StoredLetter(UUID id, String project, DeadLetter letter, long size, int replays) {
  public Instant quarantinedAt() {
    return Instant.EPOCH.plus(letter.getQuarantinedAtUs(), ChronoUnit.MICROS);
  }

  /** As {@code events-3@1234}. */
  public String source() {
    return "%s-%d@%d"
        .formatted(letter.getSourceTopic(), letter.getSourcePartition(), letter.getSourceOffset());
  }
}
