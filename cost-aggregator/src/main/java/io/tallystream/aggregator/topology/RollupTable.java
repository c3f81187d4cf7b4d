package io.tallystream.aggregator.topology;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.aggregator.rollup.Aggregate;
import io.tallystream.aggregator.rollup.RollupKey;
import io.tallystream.event.v1.Measures;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Rows as bytes: format (1), then {@link Measures}. The high-water mark has a key of its own. */
final class RollupTable {
  private static final byte FORMAT = 1;

  /** Sorts before every family. */
  private static final Bytes HIGH_WATER_MARK = Bytes.wrap(new byte[] {0});

  private final KeyValueStore<Bytes, byte[]> store;

  RollupTable(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** Adds to a row and returns what it is now; a row of nothing is removed. */
  Aggregate merge(RollupKey key, Aggregate delta, int sign) {
    Bytes name = Bytes.wrap(key.bytes());
    byte[] old = store.get(name);
    Aggregate sum = old == null ? new Aggregate() : decode(old);
    sum.add(delta, sign);
    if (sum.isZero()) {
      store.delete(name);
    } else {
      store.put(name, encode(sum));
    }
    return sum;
  }

  long highWaterMark() {
    byte[] stored = store.get(HIGH_WATER_MARK);
    return stored == null ? 0 : ByteBuffer.wrap(stored).getLong();
  }

  void highWaterMark(long offset) {
    store.put(HIGH_WATER_MARK, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
  }

  private static byte[] encode(Aggregate sum) {
    byte[] measures = sum.toMeasures().toByteArray();
    return ByteBuffer.allocate(1 + measures.length).put(FORMAT).put(measures).array();
  }

  private static Aggregate decode(byte[] stored) {
    if (stored[0] != FORMAT) {
      throw new IllegalStateException("rollup state has format " + stored[0] + ", not " + FORMAT);
    }
    try {
      return Aggregate.of(Measures.parser().parseFrom(stored, 1, stored.length - 1));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("rollup state does not decode", e);
    }
  }
}
