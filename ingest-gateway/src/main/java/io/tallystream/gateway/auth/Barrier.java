package io.tallystream.gateway.auth;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Shares one wait for fresh keys among all requests that ask before it starts, and starts at most
 * one per {@link #SPACING}: wrong keys, however many, cost the broker a bounded number of round
 * trips, and a right one is never refused for it.
 */
final class Barrier {
  static final Duration SPACING = Duration.ofMillis(25);

  /** Waits until everything published before the call is applied; false when that cannot be had. */
  interface Wait {
    boolean await() throws InterruptedException;
  }

  private final Wait wait;
  private final Executor delayed;
  private @Nullable CompletableFuture<Boolean> pending;

  Barrier(Wait wait, Executor executor) {
    this.wait = wait;
    this.delayed =
        CompletableFuture.delayedExecutor(SPACING.toMillis(), TimeUnit.MILLISECONDS, executor);
  }

  synchronized CompletableFuture<Boolean> pass() {
    CompletableFuture<Boolean> shared = pending;
    if (shared == null) {
      var mine = new CompletableFuture<Boolean>();
      pending = mine;
      delayed.execute(() -> run(mine));
      shared = mine;
    }
    return shared;
  }

  private void run(CompletableFuture<Boolean> mine) {
    synchronized (this) {
      pending = null;
    }
    try {
      mine.complete(wait.await());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      mine.complete(false);
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
    }
  }
}
