package io.tallystream.deploy.local.broker;

import java.nio.file.Path;
import java.util.List;

/**
 * The broker's own JVM: {@code BrokerMain <data folder> <port> <controller port> [<node> <cluster>
 * <voter>...]}; SIGTERM ends it cleanly.
 */
public final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] args) throws Exception {
    var broker = Broker.start(settings(args));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-shutdown"));
    broker.awaitShutdown();
  }

  private static BrokerSettings settings(String[] args) {
    Path data = Path.of(args[0]);
    int port = Integer.parseInt(args[1]);
    int controllerPort = Integer.parseInt(args[2]);
    return args.length == 3
        ? new BrokerSettings(data, port, controllerPort)
        : new BrokerSettings(
            data,
            port,
            controllerPort,
            Integer.parseInt(args[3]),
            args[4],
            List.of(args).subList(5, args.length));
  }
}
