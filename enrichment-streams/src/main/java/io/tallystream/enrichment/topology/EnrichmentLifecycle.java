package io.tallystream.enrichment.topology;

import io.quarkus.runtime.StartupEvent;
import io.tallystream.streams.StreamsRunner;
import io.tallystream.streams.StreamsSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Starts the topology and its prices with the process. */
@ApplicationScoped
class EnrichmentLifecycle {
  private volatile @Nullable PublishedPrices prices;

  /**
   * @param ttl how long a trace stays in the store; zero: for ever
   */
  void start(
      @Observes StartupEvent event,
      StreamsRunner runner,
      StreamsSettings settings,
      @ConfigProperty(name = "tally.state-ttl", defaultValue = "24h") Duration ttl) {
    if (runner.isAsked()) {
      var book = new PublishedPrices(settings.bootstrapServers());
      prices = book;
      runner.start(EnrichmentTopology.of(book, ttl));
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
