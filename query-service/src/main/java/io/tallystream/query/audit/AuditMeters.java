package io.tallystream.query.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.tallystream.event.RollupFamily;
import io.tallystream.query.audit.AuditRepository.Summary;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;

/** What the table says over all projects, so that every instance tells the same. */
@Startup
@ApplicationScoped
class AuditMeters {
  private final AuditRepository audits;
  private volatile Summary summary = new Summary(Map.of(), 0);

  AuditMeters(AuditRepository audits, MeterRegistry registry) {
    this.audits = audits;
    for (RollupFamily family : RollupFamily.values()) {
      String name = family.name().toLowerCase(Locale.ROOT);
      Gauge.builder("tally.audit.drift", () -> summary.drift().getOrDefault(name, 0L))
          .description("rollup rows of closed hours that differ from a recompute; 0 is right")
          .tag("family", name)
          .register(registry);
    }
    Gauge.builder("tally.audit.last.run.seconds", () -> summary.last())
        .description("when an hour was recomputed last, in seconds since the epoch; 0 = never")
        .register(registry);
  }

  Uni<Void> refresh() {
    return audits.summary().invoke(read -> summary = read).replaceWithVoid();
  }
}
