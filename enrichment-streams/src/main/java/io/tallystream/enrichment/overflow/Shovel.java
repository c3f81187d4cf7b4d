package io.tallystream.enrichment.overflow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tallystream.enrichment.lane.Lane;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The lane that copies, and what it reports. */
final class Shovel implements AutoCloseable {
  private final ShovelSettings settings;
  private final Counter records;
  private final Counter bytes;
  private final AtomicLong behind = new AtomicLong();
  private final AtomicLong oldestMillis = new AtomicLong();
  private final AtomicLong lagMillis = new AtomicLong();
  private final Lane lane = new Lane("shovel", this::copying);

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
    lane.start();
    return this;
  }

  @Override
  public void close() {
    lane.close();
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
    return lane.isClosed();
  }

  private Copying copying() {
    return new Copying(settings, this);
  }

  private double ageSeconds() {
    long oldest = oldestMillis.get();
    return oldest == 0 ? 0 : (System.currentTimeMillis() - oldest) / 1e3;
  }
}
