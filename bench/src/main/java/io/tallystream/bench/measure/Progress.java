package io.tallystream.bench.measure;

import java.time.Duration;

/** Patience with something slow, none with something that stands still. */
final class Progress {
  private final Duration patience;
  private long least = Long.MAX_VALUE;
  private long sinceNanos = System.nanoTime();

  Progress(Duration patience) {
    this.patience = patience;
  }

  /**
   * @param rest what is still to be done
   * @param otherwise with a place for that number
   * @throws IllegalStateException when it has not fallen for the whole patience
   */
  void require(long rest, String otherwise) {
    if (rest < least) {
      least = rest;
      sinceNanos = System.nanoTime();
    } else if (System.nanoTime() - sinceNanos > patience.toNanos()) {
      throw new IllegalStateException(
          otherwise.formatted(rest) + " since " + patience.toSeconds() + " s");
    }
  }
}
