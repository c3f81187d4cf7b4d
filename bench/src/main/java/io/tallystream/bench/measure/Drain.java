package io.tallystream.bench.measure;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** How fast one consumer gets through what waits for it. */
final class Drain {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long STEP_MILLIS = 100;

  /**
   * @param records of the input, of the measured part
   * @param cpuSeconds by process, of the same time
   */
  record Result(long records, double seconds, Map<String, Double> cpuSeconds) {
    double recordsPerSecond() {
      return records / seconds;
    }
  }

  private Drain() {}

  /** Returns when nothing waits; the first third warms up and does not count. */
  static Result afterWarmUp(Lag lag, Lag.Consumer consumer, Footprint footprint)
      throws SQLException, IOException, InterruptedException {
    long whole = lag.of(consumer);
    long first = awaitAtMost(lag, consumer, whole - whole / 3);
    long start = System.nanoTime();
    Footprint.Usage before = footprint.usage();
    awaitAtMost(lag, consumer, 0);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Result(first, seconds, footprint.usage().since(before));
  }

  /** What waits when it is at most so much. */
  private static long awaitAtMost(Lag lag, Lag.Consumer consumer, long most)
      throws SQLException, InterruptedException {
    var progress = new Progress(PATIENCE);
    long waiting = lag.of(consumer);
    while (waiting > most) {
      progress.require(waiting, consumer + " stands still before its last %,d records");
      Thread.sleep(STEP_MILLIS);
      waiting = lag.of(consumer);
    }
    return waiting;
  }
}
