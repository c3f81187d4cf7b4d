package io.tallystream.query.metrics;

/**
 * A stretch of time in microseconds since the epoch.
 *
 * @param from included
 * @param to excluded
 */
record Interval(long from, long to) {
  /** Year 1 and year 9999: beyond what any row carries. */
  static final long FIRST = -62_135_596_800_000_000L;

  static final long LAST = 253_402_300_799_999_999L;

  private static final long MILLI = 1_000;

  /**
   * What the API calls {@code fromTimestamp} and {@code toTimestamp}: both included, to the
   * millisecond in which the API shows times.
   */
  static Interval inclusive(long fromMicros, long toMicros) {
    return new Interval(
        Math.floorDiv(fromMicros, MILLI) * MILLI, (Math.floorDiv(toMicros, MILLI) + 1) * MILLI);
  }

  boolean isEmpty() {
    return from >= to;
  }

  /** The last microsecond. */
  long last() {
    return to - 1;
  }
}
