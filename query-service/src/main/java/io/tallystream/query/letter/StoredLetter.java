package io.tallystream.query.letter;

import io.tallystream.event.v1.DeadLetter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code dead_letter}.
 *
 * @param letter in a list without key and value
 * @param size bytes of the value
 * @param replayed microseconds since the epoch; null: never
 */
record StoredLetter(UUID id, DeadLetter letter, long size, int replays, @Nullable Long replayed) {}
