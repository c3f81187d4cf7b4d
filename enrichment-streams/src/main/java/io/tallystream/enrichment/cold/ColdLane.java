package io.tallystream.enrichment.cold;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.tallystream.enrichment.lane.Lane;
import io.tallystream.sink.SinkPool;
import io.tallystream.sink.SinkSettings;
import io.tallystream.streams.StreamsSettings;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The lane that answers, in a process of the role {@code sink}. */
@ApplicationScoped
class ColdLane {
  private static final int CONNECTIONS = 1;

  private final StreamsSettings settings;
  private final Config config;
  private final Vertx vertx;
  private final Counter found;
  private final Counter missing;
  private volatile @Nullable Pool pool;
  private volatile @Nullable Lane lane;

  ColdLane(StreamsSettings settings, Config config, Vertx vertx, MeterRegistry meters) {
    this.settings = settings;
    this.config = config;
    this.vertx = vertx;
    found = meters.counter("tally.cold.questions", "state", "found");
    missing = meters.counter("tally.cold.questions", "state", "missing");
  }

  void start(@Observes StartupEvent event) {
    if (settings.roles().contains("sink")) {
      String database = SinkSettings.of(config).databaseUrl();
      Pool opened = SinkPool.open(vertx, database, Rehydration.NAME, CONNECTIONS);
      var states = new ColdStates(opened);
      var started = new Lane(Rehydration.NAME, () -> rehydration(states));
      pool = opened;
      lane = started;
      started.start();
    }
  }

  private Rehydration rehydration(ColdStates states) {
    return new Rehydration(settings.bootstrapServers(), settings.instanceId(), states, this);
  }

  @PreDestroy
  void stop() {
    Lane running = lane;
    Pool open = pool;
    if (running != null && open != null) {
      running.close();
      open.closeAndAwait();
    }
  }

  boolean isClosed() {
    Lane running = lane;
    return running == null || running.isClosed();
  }

  /** Counts a record by whether its trace's state was there. */
  void answered(boolean known) {
    (known ? found : missing).increment();
  }
}
