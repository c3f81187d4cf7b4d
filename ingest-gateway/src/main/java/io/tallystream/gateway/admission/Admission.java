package io.tallystream.gateway.admission;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tallystream.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What is let in: a bounded number of bytes, held briefly when full, and events per second. */
@ApplicationScoped
public class Admission {
  private final ByteBudget budget;
  private final EventRate rate;
  private final long holdMillis;
  private volatile boolean draining;

  Admission(GatewayConfig config, MeterRegistry meters) {
    budget = new ByteBudget(config.bytesInFlight());
    rate = new EventRate(config.eventsPerSecond(), System::nanoTime);
    holdMillis = config.holdFor().toMillis();
    Gauge.builder("tally.gateway.bytes.in.flight", budget, ByteBudget::inFlight)
        .description("bytes of requests not yet acknowledged by the log")
        .register(meters);
  }

  /**
   * @return fails with {@link java.util.concurrent.TimeoutException} when the bytes did not become
   *     free in time; completes on any thread
   */
  public CompletionStage<Lease> acquire(int project, long bytes) {
    CompletableFuture<Lease> lease = budget.acquire(project, bytes);
    return lease.isDone() ? lease : lease.orTimeout(holdMillis, TimeUnit.MILLISECONDS);
  }

  /** Whether the project may send so many events now. */
  public boolean allows(int project, int events) {
    return rate.take(project, events);
  }

  public void drain() {
    draining = true;
  }

  public boolean isDraining() {
    return draining;
  }

  public boolean isIdle() {
    return budget.inFlight() == 0;
  }
}
