package io.tallystream.deploy.local.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The broker's own JVM: {@code BrokerMain <data folder> <port> <controller port> [<node> <cluster>
 * <second port> <its proxy's port> <voter>...]}; SIGTERM ends it cleanly.
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
            List.of(args).subList(7, args.length),
            Optional.of(
                new BrokerSettings.Door(Integer.parseInt(args[5]), Integer.parseInt(args[6]))));
  }
}
