package io.tallystream.enrichment.topology;

import io.quarkus.runtime.StartupEvent;
import io.tallystream.streams.StreamsRunner;
import io.tallystream.streams.StreamsSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Starts the topology and its prices with the process. */
@ApplicationScoped
class EnrichmentLifecycle {
  /** What a reader of a trace waits for; each commit costs the broker a marker per partition. */
  static final Duration COMMIT = Duration.ofMillis(100);

  private volatile @Nullable PublishedPrices prices;

  void start(@Observes StartupEvent event, StreamsRunner runner, StreamsSettings settings) {
    if (runner.isAsked()) {
      var book = new PublishedPrices(settings.bootstrapServers());
      prices = book;
      runner.start(EnrichmentTopology.of(book), COMMIT);
    }
  }

  /** After the topology, which ends with the shutdown event. */
  @PreDestroy
  void stop() {
    PublishedPrices book = prices;
    if (book != null) {
      book.close();
    }
  }
}
