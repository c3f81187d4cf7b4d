package io.tallystream.gateway.admission;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Keeps each project to its limits, of which this gateway gives its part. Changed limits apply to
 * the next request, with full buckets.
 */
final class Throttle {
  static final String HARD_EVENTS = "hardEventsPerSecond";
  static final String HARD_BYTES = "hardBytesPerSecond";

  private final IntFunction<Limits> limits;
  private final int gateways;
  private final long longestWaitNanos;
  private final LongSupplier nanoTime;
  private final ConcurrentHashMap<Integer, Buckets> projects = new ConcurrentHashMap<>();

  /**
   * @param limits of a project, by its number
   * @param gateways how many share the traffic
   */
  Throttle(IntFunction<Limits> limits, int gateways, Duration longestWait, LongSupplier nanoTime) {
    this.limits = limits;
    this.gateways = gateways;
    this.longestWaitNanos = longestWait.toNanos();
    this.nanoTime = nanoTime;
  }

  /**
   * @param asked LIVE or BACKFILL
   * @param bytes of the unpacked body
   */
  Decision decide(int project, Lane asked, int events, long bytes) {
    Limits now = limits.apply(project);
    return projects
        .compute(project, (p, known) -> known != null && known.of(now) ? known : new Buckets(now))
        .decide(asked, events, bytes);
  }

  /** The buckets of one project. */
  private final class Buckets {
    private final Limits limits;
    private final TokenBucket softEvents;
    private final TokenBucket softBytes;
    private final TokenBucket hardEvents;
    private final TokenBucket hardBytes;

    Buckets(Limits limits) {
      this.limits = limits;
      softEvents = bucket(limits.softEvents());
      softBytes = bucket(limits.softBytes());
      hardEvents = bucket(limits.hardEvents());
      hardBytes = bucket(limits.hardBytes());
    }

    boolean of(Limits others) {
      return limits.equals(others);
    }

    synchronized Decision decide(Lane asked, int events, long bytes) {
      long now = nanoTime.getAsLong();
      long forEvents = hardEvents.waitNanos(events, now);
      long forBytes = hardBytes.waitNanos(bytes, now);
      if (forEvents > longestWaitNanos) {
        return new Decision.Refused(HARD_EVENTS, limits.hardEvents());
      }
      if (forBytes > longestWaitNanos) {
        return new Decision.Refused(HARD_BYTES, limits.hardBytes());
      }
      hardEvents.take(events);
      hardBytes.take(bytes);
      return new Decision.Granted(
          lane(asked, events, bytes, now), Duration.ofNanos(Math.max(forEvents, forBytes)));
    }

    private Lane lane(Lane asked, int events, long bytes, long now) {
      if (asked != Lane.LIVE) {
        return asked;
      }
      if (softEvents.waitNanos(events, now) > 0 || softBytes.waitNanos(bytes, now) > 0) {
        return Lane.OVERFLOW;
      }
      softEvents.take(events);
      softBytes.take(bytes);
      return Lane.LIVE;
    }

    private TokenBucket bucket(long perSecond) {
      return new TokenBucket((double) perSecond / gateways, nanoTime.getAsLong());
    }
  }
}
