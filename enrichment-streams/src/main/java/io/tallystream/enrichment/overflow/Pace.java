package io.tallystream.enrichment.overflow;

import java.time.Duration;

/**
 * How much the shovel copies at once, and how long it rests after: as much as adds {@link
 * #BESIDE_LIVE_MILLIS} to the lag of live records, and then four times what windows add, so that
 * they take at most a fifth of enrichment's time, whatever the machine does beside. Where nothing
 * is live, there is nobody to rest for. Lags are averaged: each alone says more about when
 * enrichment commits than about its work.
 */
final class Pace {
  private static final double BESIDE_LIVE_MILLIS = 50;

  /** What the first live record after a silence may have to wait. */
  private static final double ALONE_MILLIS = 250;

  private static final double WEIGHT_OF_NEWEST = 0.2;

  /** Windows grow no faster than the averages learn of it. */
  private static final double GROWTH = 1.25;

  private static final int RESTS = 4;
  private static final double LONGEST_MILLIS = 2_000;
  private static final long MOST_BYTES = 4L << 20;

  private final long least;
  private double withWindow = Double.NaN;
  private double without = Double.NaN;
  private double bytes = Double.NaN;
  private double window;

  /**
   * @param least bytes of a window
   */
  Pace(long least) {
    this.least = least;
    window = least;
  }

  /** The lag with nothing of ours in it. */
  void probed(Duration lag) {
    without = average(without, millis(lag));
  }

  /** The lag with a window in it. */
  void copied(long size, Duration lag) {
    withWindow = average(withWindow, millis(lag));
    bytes = average(bytes, size);
  }

  /**
   * Bytes of the next window.
   *
   * @param alone whether nothing live came while the last one was under way
   */
  long window(boolean alone) {
    double most = Math.min(MOST_BYTES, GROWTH * window);
    double added = withWindow - without;
    double fits = added > 0 ? bytes * (alone ? ALONE_MILLIS : BESIDE_LIVE_MILLIS) / added : most;
    window = Math.max(least, Math.min(most, fits));
    return (long) window;
  }

  /** After a window, for what is live. */
  Duration rest() {
    double added = withWindow - without;
    return added > 0
        ? Duration.ofMillis((long) Math.min(LONGEST_MILLIS, RESTS * added))
        : Duration.ZERO;
  }

  private static double millis(Duration lag) {
    return Math.min(LONGEST_MILLIS, lag.toNanos() / 1e6);
  }

  private static double average(double before, double newest) {
    return Double.isNaN(before) ? newest : before + WEIGHT_OF_NEWEST * (newest - before);
  }
}
