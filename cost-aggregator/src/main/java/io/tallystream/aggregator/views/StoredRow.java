package io.tallystream.aggregator.views;

import io.tallystream.aggregator.rollup.Aggregate;
import io.tallystream.aggregator.rollup.RollupKey;
import io.tallystream.event.v1.Histogram;
import io.tallystream.event.v1.Measures;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** One rollup row as it is to be stored. */
record StoredRow(RollupKey key, Measures measures, long ver) {
  /** Whether nothing counts in it any more, so that the row is deleted. */
  boolean isEmpty() {
    return Aggregate.of(measures).isZero();
  }

  static @Nullable Buffer bytes(Histogram histogram) {
    return histogram.getIndexCount() == 0 ? null : Buffer.buffer(histogram.toByteArray());
  }
}
