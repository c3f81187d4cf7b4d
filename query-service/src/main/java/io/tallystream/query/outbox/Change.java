package io.tallystream.query.outbox;

import java.util.function.LongFunction;

/**
 * A new state of one key of a compacted topic.
 *
 * @param value of the version that the change gets
 */
public record Change(String topic, String key, LongFunction<byte[]> value) {
  byte[] valueOf(long version) {
    return value.apply(version);
  }
}
