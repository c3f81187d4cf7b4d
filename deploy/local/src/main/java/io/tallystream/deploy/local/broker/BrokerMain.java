package io.tallystream.deploy.local.broker;

import java.nio.file.Path;

/**
 * The broker's own JVM: {@code BrokerMain <data folder> <port> <controller port>}; SIGTERM ends it
 * cleanly.
 */
public final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] args) throws Exception {
    var settings =
        new BrokerSettings(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    var broker = Broker.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-shutdown"));
    broker.awaitShutdown();
  }
}
