package io.tallystream.gateway.admission;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Token bucket per project: {@code perSecond} events, one second of burst. A request larger than
 * the bucket passes when the bucket is full, and is paid off afterwards.
 */
final class EventRate {
  private record Bucket(double tokens, long atNanos) {}

  private final int perSecond;
  private final LongSupplier nanoTime;
  private final ConcurrentHashMap<Integer, Bucket> buckets = new ConcurrentHashMap<>();

  EventRate(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
  }

  /** Takes {@code events} tokens, or none; always true when unlimited. */
  boolean take(int project, int events) {
    if (perSecond == 0) {
      return true;
    }
    boolean[] taken = {false};
    buckets.compute(
        project,
        (p, before) -> {
          Bucket now = refill(before);
          taken[0] = now.tokens() >= Math.min(events, perSecond);
          return taken[0] ? new Bucket(now.tokens() - events, now.atNanos()) : now;
        });
    return taken[0];
  }

  private Bucket refill(@org.jspecify.annotations.Nullable Bucket before) {
    long now = nanoTime.getAsLong();
    if (before == null) {
      return new Bucket(perSecond, now);
    }
    double earned = (now - before.atNanos()) / 1e9 * perSecond;
    return new Bucket(Math.min(perSecond, before.tokens() + earned), now);
  }
}
