package io.tallystream.deploy.local;

import io.tallystream.deploy.local.broker.BrokerMain;
import io.tallystream.deploy.local.broker.BrokerSettings;
import io.tallystream.deploy.local.postgres.PostgresServer;
import io.tallystream.deploy.local.postgres.PostgresSettings;
import io.tallystream.deploy.local.process.JavaCommand;
import io.tallystream.deploy.local.process.StartCache;
import io.tallystream.deploy.local.provision.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Broker and database: ours, or those that the options name. */
final class Backends {
  private static final String DATABASE = "tally";
  private static final List<String> BROKER_OPTIONS =
      List.of(
          "-Xms64m",
          "-Xmx384m",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:TieredStopAtLevel=4",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Options options;
  private final Processes processes;
  private final BrokerSettings broker;
  private final PostgresSettings postgres;

  Backends(Options options, Processes processes) {
    this.options = options;
    this.processes = processes;
    broker =
        new BrokerSettings(
            options.data().resolve("kafka"),
            options.port(Port.KAFKA),
            options.port(Port.KAFKA_CONTROLLER));
    postgres =
        new PostgresSettings(
            options.data().resolve("programs"), options.data().resolve("postgres"),
            processes.log(Processes.DATABASE), options.port(Port.POSTGRES));
  }

  String kafka() {
    return options.kafka().orElseGet(broker::bootstrapServers);
  }

  String databaseUrl() {
    return options
        .database()
        .orElseGet(() -> postgres.administration().withDatabase(DATABASE).url());
  }

  /** The processes that must run for the system to run. */
  List<String> withStages() {
    var names = new ArrayList<>(Arrays.stream(Stage.values()).map(Stage::module).toList());
    if (options.kafka().isEmpty()) {
      names.add(Processes.BROKER);
    }
    if (options.database().isEmpty()) {
      names.add(Processes.DATABASE);
    }
    return names;
  }

  /**
   * Starts what does not run; returns when the database serves, the broker may still be starting.
   */
  void start(Duration patience) throws Exception {
    Files.createDirectories(options.data());
    if (options.kafka().isEmpty() && processes.running(Processes.BROKER).isEmpty()) {
      startBroker();
    }
    if (options.database().isEmpty() && processes.running(Processes.DATABASE).isEmpty()) {
      startDatabase(patience);
    }
  }

  /** The broker's. */
  StartCache cache() {
    return StartCache.beside(
        options.root().resolve("deploy/local/target/deploy-local-0.1.0-SNAPSHOT.jar"));
  }

  private void startBroker() throws IOException {
    var jvm = new ArrayList<>(BROKER_OPTIONS);
    if (options.startCaches()) {
      jvm.addAll(cache().options());
    }
    var command =
        JavaCommand.of(
            jvm,
            BrokerMain.class,
            broker.data().toString(),
            Integer.toString(broker.port()),
            Integer.toString(broker.controllerPort()));
    processes.start(Processes.BROKER, command, Map.of());
  }

  private void startDatabase(Duration patience) throws Exception {
    var server = PostgresServer.start(postgres);
    processes.record(Processes.DATABASE, server.handle());
    server.awaitReady(patience);
    Schema.createDatabase(postgres.administration(), DATABASE);
  }
}
