package io.tallystream.deploy.local.broker;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/** A Kafka broker in this JVM; production's code, from {@code org.apache.kafka:kafka_2.13}. */
public final class Broker implements AutoCloseable {
  private final KafkaRaftServer server;

  private Broker(KafkaRaftServer server) {
    this.server = server;
  }

  /** Formats the data folder if it is new and returns when the broker serves. */
  public static Broker start(BrokerSettings settings) throws Exception {
    LogFolder.formatIfNew(settings);
    var server =
        new KafkaRaftServer(KafkaConfig.fromProps(settings.toProperties(), false), Time.SYSTEM);
    server.startup();
    return new Broker(server);
  }

  public void awaitShutdown() {
    server.awaitShutdown();
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
