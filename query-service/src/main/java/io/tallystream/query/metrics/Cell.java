package io.tallystream.query.metrics;

import java.math.BigDecimal;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Partial sums of one measure in one group, in the integers of the facts. Sums, counts and
 * distributions come from several sources and may be subtracted; the rest comes from one.
 */
final class Cell {
  private BigDecimal count = BigDecimal.ZERO;
  private BigDecimal sum = BigDecimal.ZERO;
  private BigDecimal distinct = BigDecimal.ZERO;
  private @Nullable BigDecimal min;
  private @Nullable BigDecimal max;
  private final TreeMap<BigDecimal, Long> distribution = new TreeMap<>();

  /** Sum and count as one source says them. */
  Cell addSums(BigDecimal moreSum, BigDecimal moreCount) {
    sum = sum.add(moreSum);
    count = count.add(moreCount);
    return this;
  }

  Cell extremes(@Nullable BigDecimal least, @Nullable BigDecimal greatest, BigDecimal different) {
    min = least;
    max = greatest;
    distinct = different;
    return this;
  }

  /** Occurrences of a value or bucket. */
  Cell occurs(BigDecimal key, long times) {
    long now = distribution.getOrDefault(key, 0L) + times;
    if (now == 0) {
      distribution.remove(key);
    } else {
      distribution.put(key, now);
    }
    return this;
  }

  /**
   * Adds another cell.
   *
   * @param sign +1, or -1 to subtract
   */
  void add(Cell other, int sign) {
    BigDecimal factor = BigDecimal.valueOf(sign);
    addSums(other.sum.multiply(factor), other.count.multiply(factor));
    other.distribution.forEach((key, times) -> occurs(key, sign * times));
    min = min == null ? other.min : min;
    max = max == null ? other.max : max;
    distinct = distinct.add(other.distinct.multiply(factor));
  }

  BigDecimal count() {
    return count;
  }

  BigDecimal sum() {
    return sum;
  }

  BigDecimal distinct() {
    return distinct;
  }

  @Nullable BigDecimal min() {
    return min;
  }

  @Nullable BigDecimal max() {
    return max;
  }

  NavigableMap<BigDecimal, Long> distribution() {
    return distribution;
  }
}
