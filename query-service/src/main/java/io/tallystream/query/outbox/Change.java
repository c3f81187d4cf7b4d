package io.tallystream.query.outbox;

import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A new state of one key of a compacted topic, or a command to what lives on one partition.
 *
 * @param part absent: it follows from the key
 * @param value of the version that the change gets; null removes the key
 */
public record Change(
    String topic, String key, @Nullable Short part, LongFunction<byte @Nullable []> value) {
  public Change(String topic, String key, LongFunction<byte @Nullable []> value) {
    this(topic, key, null, value);
  }

  byte @Nullable [] valueOf(long version) {
    return value.apply(version);
  }
}
