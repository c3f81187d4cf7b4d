package io.tallystream.query.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.ToLongFunction;
import org.jboss.logging.Logger;

/** The ledger of the last hour, all projects, as gauges; and its end after 90 days. */
@Startup
@ApplicationScoped
class LedgerMeters {
  private static final Logger LOG = Logger.getLogger(LedgerMeters.class);
  private static final int HOUR = 60;
  private static final int KEPT = 90 * 24 * HOUR;

  private final LedgerRepository ledger;
  private volatile Entry lastHour = Entry.NOTHING;

  LedgerMeters(LedgerRepository ledger, MeterRegistry registry) {
    this.ledger = ledger;
    gauge(registry, "accepted", Entry::accepted);
    gauge(registry, "stored", Entry::stored);
    gauge(registry, "duplicate", Entry::duplicate);
    gauge(registry, "quarantined", Entry::quarantined);
    gauge(registry, "in_flight", Entry::inFlight);
    gauge(registry, "rejected", entry -> entry.received() - entry.accepted());
  }

  @Scheduled(
      every = "15s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> refresh() {
    return ledger
        .since(now() - HOUR)
        .invoke(all -> lastHour = all.stream().reduce(Entry.NOTHING, Entry::plus))
        .replaceWithVoid()
        .onFailure()
        .invoke(e -> LOG.warnf("the ledger's metrics are old: %s", e.toString()))
        .onFailure()
        .recoverWithNull();
  }

  @Scheduled(
      every = "1h",
      delayed = "10m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> forget() {
    return ledger
        .forgetBefore(now() - KEPT)
        .onFailure()
        .invoke(e -> LOG.warnf("old rows of the ledger are deleted later: %s", e.toString()))
        .onFailure()
        .recoverWithNull();
  }

  private void gauge(MeterRegistry registry, String outcome, ToLongFunction<Entry> number) {
    Gauge.builder("tally.ledger.events", () -> number.applyAsLong(lastHour))
        .description("events that were received in the last hour, by what became of them")
        .tag("outcome", outcome)
        .register(registry);
  }

  private static long now() {
    return System.currentTimeMillis() / 60_000;
  }
}
