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
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

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
      if (!table.awaitAsOf(epochMs, TIMEOUT)) {
        LOG.warn("prices may be stale: the models topic could not be read in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return catalogue;
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
