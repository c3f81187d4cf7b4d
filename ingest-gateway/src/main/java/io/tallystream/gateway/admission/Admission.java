package io.tallystream.gateway.admission;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tallystream.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * What is let in: a bounded number of bytes, held briefly when full, and each project its quota.
 */
@ApplicationScoped
public class Admission {
  private final ByteBudget budget;
  private final Throttle throttle;
  private final long holdMillis;
  private volatile boolean draining;

  Admission(GatewayConfig config, Quotas quotas, MeterRegistry meters) {
    budget = new ByteBudget(config.bytesInFlight());
    throttle = new Throttle(quotas::of, config.instances(), config.holdFor(), System::nanoTime);
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

  /**
   * What the project's quota says about a request that was read.
   *
   * @param bytes of the unpacked body
   */
  public Decision decide(int project, Lane asked, int events, long bytes) {
    return throttle.decide(project, asked, events, bytes);
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
