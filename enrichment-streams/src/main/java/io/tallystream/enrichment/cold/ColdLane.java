package io.tallystream.enrichment.cold;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.tallystream.sink.SinkPool;
import io.tallystream.sink.SinkSettings;
import io.tallystream.streams.StreamsSettings;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The thread that answers, in a process of the role {@code sink}. What fails is begun anew from
 * what is committed.
 */
@ApplicationScoped
class ColdLane {
  private static final Logger LOG = Logger.getLogger(ColdLane.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final int CONNECTIONS = 1;

  private final StreamsSettings settings;
  private final Config config;
  private final Vertx vertx;
  private final Counter found;
  private final Counter missing;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("rehydration").unstarted(this::run);
  private volatile boolean closed;
  private volatile @Nullable Rehydration current;

  ColdLane(StreamsSettings settings, Config config, Vertx vertx, MeterRegistry meters) {
    this.settings = settings;
    this.config = config;
    this.vertx = vertx;
    found = meters.counter("tally.cold.questions", "state", "found");
    missing = meters.counter("tally.cold.questions", "state", "missing");
  }

  void start(@Observes StartupEvent event) {
    if (settings.roles().contains("sink")) {
      thread.start();
    }
  }

  @PreDestroy
  void stop() {
    closed = true;
    Rehydration running = current;
    if (running != null) {
      running.wakeUp();
    }
    try {
      thread.join(STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** Counts a record by whether its trace's state was there. */
  void answered(boolean known) {
    (known ? found : missing).increment();
  }

  private void run() {
    while (!closed) {
      try {
        runOnce();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!closed) {
          LOG.warnf("the rehydration begins anew: %s", e.toString());
          pause();
        }
      }
    }
  }

  private void runOnce() throws InterruptedException {
    SinkSettings servers = SinkSettings.of(config);
    Pool pool = SinkPool.open(vertx, servers.databaseUrl(), "rehydration", CONNECTIONS);
    try (var running =
        new Rehydration(
            settings.bootstrapServers(), settings.instanceId(), new ColdStates(pool), this)) {
      current = running;
      running.run();
    } finally {
      pool.closeAndAwait();
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      closed = true;
    }
  }
}
