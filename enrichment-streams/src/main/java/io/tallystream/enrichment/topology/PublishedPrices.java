package io.tallystream.enrichment.topology;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.enrichment.pricing.Catalogue;
import io.tallystream.event.CompactedTable;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.ModelConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** The catalogue from topic {@code models}, compiled once per change. */
final class PublishedPrices implements PriceBook, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PublishedPrices.class);
  private static final Duration LOG_EVERY = Duration.ofSeconds(5);

  /** Well below the time in which a group expects to hear from a consumer. */
  private static final int GIVE_UP_AFTER = 24;

  private final CompactedTable<ModelConfig> table;
  private volatile Catalogue catalogue = new Catalogue(List.of());

  PublishedPrices(String bootstrapServers) {
    table =
        new CompactedTable<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            Topics.MODELS,
            PublishedPrices::decode,
            all -> catalogue = new Catalogue(all.values()),
            (what, e) -> LOG.error(what, e));
    table.start();
  }

  @Override
  public Catalogue asOf(long epochMs) {
    try {
      for (int i = 0; i < GIVE_UP_AFTER; i++) {
        if (table.awaitAsOf(epochMs, LOG_EVERY)) {
          return catalogue;
        }
        LOG.warn("pricing waits for the models topic, which cannot be read");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("no prices as of " + epochMs + ": topic models is unreadable");
  }

  /** A pattern that does not compile must not replace the last good definition. */
  private static ModelConfig decode(byte[] bytes) {
    try {
      ModelConfig config = ModelConfig.parseFrom(bytes);
      new Catalogue(List.of(config));
      return config;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("no ModelConfig", e);
    }
  }

  @Override
  public void close() {
    table.close();
  }
}
