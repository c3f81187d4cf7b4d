package io.tallystream.query.metrics;

import io.tallystream.event.LogLinear;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * How often values occur.
 *
 * @param counts by value, or by {@link LogLinear} bucket
 * @param logLinear whether the keys are buckets; their middle stands for their values
 */
record Distribution(NavigableMap<BigDecimal, Long> counts, boolean logLinear) {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** One column of a histogram: from {@code lower} to below {@code upper}. */
  record Bin(BigDecimal lower, BigDecimal upper, BigDecimal height) {}

  /** The least value that at least so many percent of the values do not exceed (nearest rank). */
  @Nullable BigDecimal percentile(int percent) {
    long rank = Math.ceilDiv(total() * percent, 100L);
    long seen = 0;
    for (var entry : counts.entrySet()) {
      seen += entry.getValue();
      if (seen >= rank) {
        return value(entry.getKey());
      }
    }
    return null;
  }

  /** Columns of equal width from the least to the greatest value, the latter included. */
  List<Bin> bins(int number) {
    if (counts.isEmpty()) {
      return List.of();
    }
    BigDecimal least = value(counts.firstKey());
    BigDecimal width = value(counts.lastKey()).subtract(least);
    int used = width.signum() == 0 ? 1 : number;
    long[] heights = new long[used];
    counts.forEach((key, n) -> heights[column(value(key).subtract(least), width, used)] += n);
    List<Bin> bins = new ArrayList<>(used);
    for (int i = 0; i < used; i++) {
      bins.add(
          new Bin(
              border(least, width, i, used),
              border(least, width, i + 1, used),
              BigDecimal.valueOf(heights[i])));
    }
    return bins;
  }

  private static int column(BigDecimal offset, BigDecimal width, int bins) {
    return width.signum() == 0
        ? 0
        : Math.min(
            bins - 1,
            offset.multiply(BigDecimal.valueOf(bins)).divideToIntegralValue(width).intValueExact());
  }

  private static BigDecimal border(BigDecimal least, BigDecimal width, int bin, int bins) {
    return least.add(
        width
            .multiply(BigDecimal.valueOf(bin))
            .divide(BigDecimal.valueOf(bins), MathContext.DECIMAL64));
  }

  private BigDecimal value(BigDecimal key) {
    if (!logLinear) {
      return key;
    }
    int bucket = key.intValueExact();
    return BigDecimal.valueOf(LogLinear.lower(bucket))
        .add(BigDecimal.valueOf(LogLinear.upper(bucket)))
        .divide(TWO);
  }

  private long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
