package io.tallystream.enrichment.topology;

import io.tallystream.event.FactKey;
import io.tallystream.event.Routing;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which trace has been in the store since when, oldest first: keys behind those of all entities,
 * since no project has their number. One is written when a trace comes in, and none while it stays.
 */
final class Expiry {
  /**
   * @param sinceMs append time of the record that brought the trace in
   */
  record Entry(long sinceMs, FactKey trace) {
    private Bytes key() {
      return Bytes.wrap(
          ByteBuffer.allocate(KEY_BYTES)
              .putInt(NO_PROJECT)
              .putLong(sinceMs)
              .put(trace.routingKey())
              .array());
    }
  }

  private static final int NO_PROJECT = -1;
  private static final int KEY_BYTES = Integer.BYTES + Long.BYTES + Routing.KEY_BYTES;
  private static final byte[] NOTHING = {};
  private static final Bytes END = bound(Long.MAX_VALUE);

  private final KeyValueStore<Bytes, byte[]> store;

  /** No entry is older; where to look, so that what was removed is not passed again and again. */
  private long oldestMs;

  Expiry(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  void add(FactKey trace, long sinceMs) {
    store.put(new Entry(sinceMs, trace).key(), NOTHING);
    oldestMs = Math.min(oldestMs, sinceMs);
  }

  void remove(Entry entry) {
    store.delete(entry.key());
  }

  /** The oldest, at most {@code most}, of those that have been there since {@code untilMs}. */
  List<Entry> until(long untilMs, int most) {
    if (oldestMs > untilMs) {
      return List.of();
    }
    var due = new ArrayList<Entry>();
    try (var keys = store.range(bound(oldestMs), END)) {
      oldestMs = Long.MAX_VALUE;
      while (keys.hasNext()) {
        Entry entry = parse(keys.next().key);
        if (entry.sinceMs > untilMs || due.size() == most) {
          oldestMs = entry.sinceMs;
          break;
        }
        due.add(entry);
      }
    }
    return due;
  }

  private static Bytes bound(long sinceMs) {
    return Bytes.wrap(ByteBuffer.allocate(KEY_BYTES).putInt(NO_PROJECT).putLong(sinceMs).array());
  }

  private static Entry parse(Bytes key) {
    ByteBuffer in = ByteBuffer.wrap(key.get(), Integer.BYTES, KEY_BYTES - Integer.BYTES);
    long since = in.getLong();
    var routing = new byte[Routing.KEY_BYTES];
    in.get(routing);
    return new Entry(since, FactKey.trace(routing));
  }
}
