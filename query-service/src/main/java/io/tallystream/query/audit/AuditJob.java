package io.tallystream.query.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tallystream.audit.Database;
import io.tallystream.query.view.Watermarks;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Runs the auditor beside the requests, on a connection of its own. */
@ApplicationScoped
class AuditJob {
  private static final Logger LOG = Logger.getLogger(AuditJob.class);
  private static final List<String> SINKS = List.of("fact-sink", "rollup-sink");

  private final Watermarks watermarks;
  private final AuditMeters meters;
  private final String databaseUrl;
  private final Duration interval;
  private final Duration grace;
  private final Counter hours;
  private final Counter failures;

  AuditJob(
      Watermarks watermarks,
      AuditMeters meters,
      MeterRegistry registry,
      @ConfigProperty(name = "quarkus.datasource.reactive.url") String databaseUrl,
      @ConfigProperty(name = "tally.audit.interval") Duration interval,
      @ConfigProperty(name = "tally.audit.grace") Duration grace) {
    this.watermarks = watermarks;
    this.meters = meters;
    this.databaseUrl = databaseUrl;
    this.interval = interval;
    this.grace = grace;
    hours =
        Counter.builder("tally.audit.hours")
            .description("hours of a project that this instance recomputed")
            .register(registry);
    failures =
        Counter.builder("tally.audit.failures")
            .description("passes of the auditor that did not end")
            .register(registry);
  }

  @Scheduled(
      every = "${tally.audit.tick}",
      delayed = "${tally.audit.tick}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> run() {
    if (!interval.isPositive()) {
      return Uni.createFrom().voidItem();
    }
    return watermarks
        .of(SINKS)
        .chain(
            reached ->
                reached.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom()
                        .item(() -> pass(reached.get()))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                        .invoke(looked -> hours.increment(looked))
                        .replaceWithVoid())
        .chain(meters::refresh)
        .onFailure()
        .invoke(
            e -> {
              failures.increment();
              LOG.warnf("the audit is tried again: %s", e.toString());
            })
        .onFailure()
        .recoverWithNull();
  }

  private int pass(Instant watermark) {
    try (Connection database = Database.connect(databaseUrl)) {
      // What the database stores, so that a later read equals it.
      Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
      return new Auditor(database, grace).pass(watermark, now, interval);
    } catch (SQLException e) {
      throw new IllegalStateException("the audit of an hour did not end: " + e.getMessage(), e);
    }
  }
}
