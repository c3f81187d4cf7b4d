package io.tallystream.query.metrics;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One UTC day of the daily summary; costs in USD.
 *
 * @param date for example {@code 2026-03-01}
 * @param countTraces traces whose timestamp is in the day
 * @param countObservations observations that start in the day
 * @param totalCost of the observations whose cost is known
 */
record Day(
    String date,
    long countTraces,
    long countObservations,
    BigDecimal totalCost,
    List<Usage> usage) {

  /**
   * Observations of a day that name a model.
   *
   * @param model absent: none
   * @param countTraces different traces of the observations
   */
  record Usage(
      @Nullable String model,
      long inputUsage,
      long outputUsage,
      long totalUsage,
      BigDecimal totalCost,
      long countObservations,
      long countTraces) {}
}
