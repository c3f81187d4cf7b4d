package io.tallystream.query.outbox;

import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A new state of one key of a compacted topic.
 *
 * @param value of the version that the change gets; null deletes the key
 */
public record Change(String topic, String key, @Nullable LongFunction<byte[]> value) {
  public static Change deletion(String topic, String key) {
    return new Change(topic, key, null);
  }

  byte @Nullable [] valueOf(long version) {
    return value == null ? null : value.apply(version);
  }
}
