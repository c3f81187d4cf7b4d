package io.tallystream.aggregator.rollup;

import io.tallystream.event.LogLinear;
import io.tallystream.event.v1.Measures;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The measures of one rollup row as a mutable sum. An abelian group: {@code add(x, +1)} and {@code
 * add(x, -1)} cancel in any order, and equal sums are equal objects.
 */
public final class Aggregate {
  private final EnumMap<Sum, Long> sums = new EnumMap<>(Sum.class);
  private final TreeMap<String, Long> usage = new TreeMap<>();
  private final TreeMap<String, Long> cost = new TreeMap<>();
  private final TreeMap<Integer, Long> latency = new TreeMap<>();
  private final TreeMap<Integer, Long> ttft = new TreeMap<>();
  private BigDecimal values = BigDecimal.ZERO;

  public Aggregate add(Sum sum, long amount) {
    Sparse.add(sums, sum, amount);
    return this;
  }

  /**
   * Adds another sum.
   *
   * @param sign +1, or -1 to subtract it
   */
  public Aggregate add(Aggregate other, int sign) {
    Sparse.add(sums, other.sums, sign);
    Sparse.add(usage, other.usage, sign);
    Sparse.add(cost, other.cost, sign);
    Sparse.add(latency, other.latency, sign);
    Sparse.add(ttft, other.ttft, sign);
    return addValue(sign < 0 ? other.values.negate() : other.values);
  }

  /** The same counts, sums, usage and cost, without times: what a trace takes of its cells. */
  Aggregate addWithoutTimes(Aggregate other) {
    Sparse.add(sums, other.sums, 1);
    sums.keySet().removeAll(Sum.TIMES);
    Sparse.add(usage, other.usage, 1);
    Sparse.add(cost, other.cost, 1);
    return this;
  }

  Aggregate addUsage(Map<String, Long> byType) {
    Sparse.add(usage, byType, 1);
    return this;
  }

  Aggregate addCost(Map<String, Long> byType) {
    Sparse.add(cost, byType, 1);
    return this;
  }

  /** One latency in microseconds: into sum, count and histogram. */
  Aggregate addLatency(long micros) {
    Sparse.add(latency, LogLinear.index(micros), 1);
    return add(Sum.LATENCY_SUM, micros).add(Sum.LATENCY_COUNT, 1);
  }

  /** One time to first token in microseconds: into sum, count and histogram. */
  Aggregate addTtft(long micros) {
    Sparse.add(ttft, LogLinear.index(micros), 1);
    return add(Sum.TTFT_SUM, micros).add(Sum.TTFT_COUNT, 1);
  }

  /** Exact: scale does not matter, and the sum carries no trailing zeros. */
  Aggregate addValue(BigDecimal value) {
    values = values.add(value).stripTrailingZeros();
    return this;
  }

  /** Whether nothing is left, so that the row can go. */
  public boolean isZero() {
    return equals(new Aggregate());
  }

  public long get(Sum sum) {
    return sums.getOrDefault(sum, 0L);
  }

  /** Deterministic: equal sums give equal bytes. */
  public Measures toMeasures() {
    Measures.Builder out = Measures.newBuilder();
    MeasuresCodec.scalars(this, out);
    out.putAllUsage(usage).putAllCost(cost);
    if (!latency.isEmpty()) {
      out.setLatency(Sparse.histogram(latency));
    }
    if (!ttft.isEmpty()) {
      out.setTtft(Sparse.histogram(ttft));
    }
    if (values.signum() != 0) {
      out.setValueSum(values.toPlainString());
    }
    return out.build();
  }

  /**
   * The sum that {@link #toMeasures} wrote.
   *
   * @throws NumberFormatException when {@code value_sum} is no number
   */
  public static Aggregate of(Measures in) {
    var sum = new Aggregate().addUsage(in.getUsageMap()).addCost(in.getCostMap());
    MeasuresCodec.scalars(in, sum);
    sum.latency.putAll(Sparse.histogram(in.getLatency()));
    sum.ttft.putAll(Sparse.histogram(in.getTtft()));
    return in.getValueSum().isEmpty() ? sum : sum.addValue(new BigDecimal(in.getValueSum()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Aggregate that
        && sums.equals(that.sums)
        && usage.equals(that.usage)
        && cost.equals(that.cost)
        && latency.equals(that.latency)
        && ttft.equals(that.ttft)
        && values.compareTo(that.values) == 0;
  }

  @Override
  public int hashCode() {
    return sums.hashCode();
  }

  @Override
  public String toString() {
    return toMeasures().toString();
  }
}
