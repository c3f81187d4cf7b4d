package io.tallystream.enrichment.overflow;

import java.time.Duration;

/**
 * How long the shovel rests after a window: four times what its windows add to the lag, so that
 * they take at most a fifth of enrichment's time, whatever the machine does beside. Lags are
 * averaged: each alone says more about when enrichment commits than about its work.
 */
final class Pace {
  private static final double WEIGHT_OF_NEWEST = 0.2;
  private static final int RESTS = 4;
  private static final double LONGEST_MILLIS = 2_000;

  private double withWindow = Double.NaN;
  private double without = Double.NaN;

  /** The lag with nothing of ours in it. */
  void probed(Duration lag) {
    without = average(without, lag);
  }

  /** The lag with a window in it. */
  void copied(Duration lag) {
    withWindow = average(withWindow, lag);
  }

  Duration rest() {
    double added = withWindow - without;
    return added > 0
        ? Duration.ofMillis((long) Math.min(LONGEST_MILLIS, RESTS * added))
        : Duration.ZERO;
  }

  private static double average(double before, Duration lag) {
    double newest = Math.min(LONGEST_MILLIS, lag.toNanos() / 1e6);
    return Double.isNaN(before) ? newest : before + WEIGHT_OF_NEWEST * (newest - before);
  }
}
