package io.tallystream.aggregator.views;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.tallystream.sink.SinkChannel;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumer of {@code rollups}. */
@Singleton
@Identifier("rollup-sink")
class RollupSink extends SinkChannel {
  private static final String CHANNEL = "rollups-view";
  private static final int CONNECTIONS = 3;

  RollupSink(Vertx vertx, Config config) {
    super("rollup-sink", CHANNEL, new RollupView(), vertx, config, CONNECTIONS);
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
