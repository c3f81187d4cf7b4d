package io.tallystream.enrichment.overflow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The thread that copies, and what it reports. What fails is begun anew from what is committed. */
final class Shovel implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Shovel.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final ShovelSettings settings;
  private final Counter records;
  private final Counter bytes;
  private final AtomicLong behind = new AtomicLong();
  private final AtomicLong oldestMillis = new AtomicLong();
  private final AtomicLong lagMillis = new AtomicLong();
  private final Thread thread = Thread.ofPlatform().daemon().name("shovel").unstarted(this::run);
  private volatile boolean closed;
  private volatile @Nullable Copying copying;

  Shovel(ShovelSettings settings, MeterRegistry meters) {
    this.settings = settings;
    records = meters.counter("tally.shovel.records");
    bytes = meters.counter("tally.shovel.bytes");
    Gauge.builder("tally.overflow.records", behind, AtomicLong::get)
        .description("records of events.overflow that this instance has not copied yet")
        .register(meters);
    Gauge.builder("tally.overflow.age", this, Shovel::ageSeconds)
        .description("time since the oldest of them was appended")
        .baseUnit("seconds")
        .register(meters);
    Gauge.builder("tally.live.lag", () -> lagMillis.get() / 1e3)
        .description(
            "time that enrichment has needed so far to get through events, while something waits")
        .baseUnit("seconds")
        .register(meters);
  }

  Shovel start() {
    thread.start();
    return this;
  }

  @Override
  public void close() {
    closed = true;
    Copying current = copying;
    if (current != null) {
      current.wakeUp();
    }
    try {
      thread.join(STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is left; called after each step. */
  void report(long recordsBehind, long oldestAppendMillis, Duration lag) {
    behind.set(recordsBehind);
    oldestMillis.set(oldestAppendMillis);
    lagMillis.set(lag.toMillis());
  }

  void copied(int count, long size) {
    records.increment(count);
    bytes.increment(size);
  }

  boolean isClosed() {
    return closed;
  }

  private void run() {
    while (!closed) {
      try (var current = new Copying(settings, this)) {
        copying = current;
        current.run();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!closed) {
          LOG.warnf("the shovel begins anew: %s", e.toString());
          pause();
        }
      }
    }
  }

  private double ageSeconds() {
    long oldest = oldestMillis.get();
    return oldest == 0 ? 0 : (System.currentTimeMillis() - oldest) / 1e3;
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      closed = true;
    }
  }
}
