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
  /** Readers of a trace wait for it: half of the aggregator's. */
  static final Duration COMMIT = Duration.ofMillis(50);

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
