package io.tallystream.enrichment.views;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.tallystream.sink.SinkChannel;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumer of {@code ledger}. */
@Singleton
@Identifier("ledger-sink")
class LedgerSink extends SinkChannel {
  private static final String CHANNEL = "ledger-view";
  private static final int CONNECTIONS = 1;

  LedgerSink(Vertx vertx, Config config) {
    super("ledger-sink", CHANNEL, new LedgerView(), vertx, config, CONNECTIONS);
  }

  @Incoming(CHANNEL)
  Uni<Void> polled(ConsumerRecords<byte[], byte[]> records) {
    return store(records);
  }

  @Override
  @PreDestroy
  public void close() {
    super.close();
  }
}
