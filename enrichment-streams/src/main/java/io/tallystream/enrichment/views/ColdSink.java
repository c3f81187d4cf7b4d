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

/** Consumer of {@code cold-state}: on its own, so that payloads do not delay costs. */
@Singleton
@Identifier("cold-sink")
class ColdSink extends SinkChannel {
  private static final String CHANNEL = "cold-view";
  private static final int CONNECTIONS = 2;

  ColdSink(Vertx vertx, Config config) {
    super("cold-sink", CHANNEL, new ColdView(), vertx, config, CONNECTIONS);
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
