package io.tallystream.aggregator.rollup;

import io.tallystream.event.v1.Histogram;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Integer vectors that hold no zero, so that equal sums are equal maps. */
final class Sparse {
  private Sparse() {}

  static <K> void add(Map<K, Long> into, K key, long amount) {
    long sum = into.getOrDefault(key, 0L) + amount;
    if (sum == 0) {
      into.remove(key);
    } else {
      into.put(key, sum);
    }
  }

  static <K> void add(Map<K, Long> into, Map<K, Long> other, int sign) {
    other.forEach((key, amount) -> add(into, key, sign * amount));
  }

  static Map<Integer, Long> histogram(Histogram histogram) {
    var counts = new TreeMap<Integer, Long>();
    for (int i = 0; i < histogram.getIndexCount(); i++) {
      add(counts, histogram.getIndex(i), histogram.getCount(i));
    }
    return counts;
  }

  static Histogram histogram(SortedMap<Integer, Long> counts) {
    return Histogram.newBuilder().addAllIndex(counts.keySet()).addAllCount(counts.values()).build();
  }
}
