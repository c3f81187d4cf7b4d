package io.tallystream.audit;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The measures of one rollup row, summed over its parts. Two are equal when every measure is. */
public final class Totals {
  /** Integer columns of every {@code rollup_*} table, in this order. */
  static final List<String> COLUMNS =
      List.of(
          "count",
          "traces",
          "errors",
          "warnings",
          "priced",
          "stated",
          "estimated",
          "unpriced",
          "no_usage",
          "priced_cost",
          "stated_cost",
          "estimated_cost",
          "input_tokens",
          "output_tokens",
          "total_tokens",
          "input_cost",
          "output_cost",
          "latency_sum",
          "latency_count",
          "ttft_sum",
          "ttft_count");

  private final long[] columns = new long[COLUMNS.size()];
  private final TreeMap<String, Long> usage = new TreeMap<>();
  private final TreeMap<String, Long> cost = new TreeMap<>();
  private final TreeMap<Integer, Long> latency = new TreeMap<>();
  private final TreeMap<Integer, Long> ttft = new TreeMap<>();
  private BigDecimal valueSum = BigDecimal.ZERO;

  public void add(String column, long amount) {
    int i = COLUMNS.indexOf(column);
    columns[i] = Math.addExact(columns[i], amount);
  }

  /** Adds every measure of the other, histograms too. */
  void add(Totals other) {
    for (int i = 0; i < columns.length; i++) {
      columns[i] = Math.addExact(columns[i], other.columns[i]);
    }
    addStoredMaps(other.usage, other.cost);
    other.latency.forEach(this::addLatencyBucket);
    other.ttft.forEach(this::addTtftBucket);
    addValue(other.valueSum);
  }

  void addUsage(Map<String, Long> byType) {
    byType.forEach((type, units) -> plus(usage, type, units));
    add("input_tokens", sumOf(byType, "input"));
    add("output_tokens", sumOf(byType, "output"));
    add("total_tokens", byType.getOrDefault("total", 0L));
  }

  void addCost(Map<String, Long> byType) {
    byType.forEach((type, pico) -> plus(cost, type, pico));
    add("input_cost", sumOf(byType, "input"));
    add("output_cost", sumOf(byType, "output"));
  }

  /** As stored: the derived columns come from their own columns. */
  void addStoredMaps(Map<String, Long> usageByType, Map<String, Long> costByType) {
    usageByType.forEach((type, units) -> plus(usage, type, units));
    costByType.forEach((type, pico) -> plus(cost, type, pico));
  }

  void addLatencyBucket(int index, long count) {
    plus(latency, index, count);
  }

  void addTtftBucket(int index, long count) {
    plus(ttft, index, count);
  }

  void addValue(BigDecimal value) {
    valueSum = valueSum.add(value);
  }

  boolean isZero() {
    return equals(new Totals());
  }

  /**
   * Bucket of a log-linear histogram: values below 32 have their own, above there are 16 to an
   * octave.
   */
  public static int bucket(long value) {
    if (value < 32) {
      return (int) Math.max(0, value);
    }
    long octave = 32;
    int index = 32;
    while (value >= 2 * octave && octave < 1L << 62) {
      octave *= 2;
      index += 16;
    }
    return index + (int) ((value - octave) / (octave / 16));
  }

  private static <K> void plus(TreeMap<K, Long> map, K key, long amount) {
    if (map.merge(key, amount, Math::addExact) == 0) {
      map.remove(key);
    }
  }

  private static long sumOf(Map<String, Long> byType, String part) {
    return byType.entrySet().stream()
        .filter(e -> e.getKey().contains(part))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Totals that
        && Arrays.equals(columns, that.columns)
        && usage.equals(that.usage)
        && cost.equals(that.cost)
        && latency.equals(that.latency)
        && ttft.equals(that.ttft)
        && valueSum.compareTo(that.valueSum) == 0;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(columns);
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] != 0) {
        text.append(COLUMNS.get(i)).append('=').append(columns[i]).append(' ');
      }
    }
    return text.append("usage=")
        .append(usage)
        .append(" cost=")
        .append(cost)
        .append(" latency=")
        .append(latency)
        .append(" ttft=")
        .append(ttft)
        .append(" values=")
        .append(valueSum.toPlainString())
        .toString();
  }
}
