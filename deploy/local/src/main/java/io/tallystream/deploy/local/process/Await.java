package io.tallystream.deploy.local.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting for other processes, which cannot call back. */
public final class Await {
  private static final long STEP_MILLIS = 50;

  private Await() {}

  /**
   * Returns when the condition holds.
   *
   * @throws IllegalStateException naming what did not come in time
   */
  public static void until(String what, Duration patience, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            what + " was not ready after " + patience.toSeconds() + " s");
      }
      TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
    }
  }
}
