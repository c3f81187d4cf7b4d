package io.tallystream.deploy.local.servers;

import io.tallystream.deploy.local.broker.Broker;
import io.tallystream.deploy.local.broker.BrokerSettings;
import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.deploy.local.postgres.PostgresServer;
import io.tallystream.deploy.local.postgres.PostgresSettings;
import io.tallystream.deploy.local.process.Folders;
import io.tallystream.deploy.local.process.Ports;
import io.tallystream.deploy.local.provision.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Both servers from Maven artifacts, on free ports and in a temporary folder. */
final class EmbeddedPair implements ServerPair {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path folder;
  private final BrokerSettings kafka;
  private final PostgresSettings database;
  private final Broker broker;
  private final PostgresServer postgres;

  private EmbeddedPair(
      Path folder,
      BrokerSettings kafka,
      PostgresSettings database,
      Broker broker,
      PostgresServer postgres) {
    this.folder = folder;
    this.kafka = kafka;
    this.database = database;
    this.broker = broker;
    this.postgres = postgres;
  }

  static EmbeddedPair start() throws Exception {
    Path folder = Files.createTempDirectory("tallystream-test-servers");
    var kafka = new BrokerSettings(folder.resolve("kafka"), Ports.free(), Ports.free());
    var database =
        new PostgresSettings(
            programs(), folder.resolve("postgres"), folder.resolve("postgres.log"), Ports.free());
    var postgres = PostgresServer.start(database);
    // It is a process tree of its own: a signal while the broker is starting must not leave it
    // behind.
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::close, "postgres-stop"));
    try {
      var broker = Broker.start(kafka);
      TopicSetup.create(kafka.bootstrapServers());
      postgres.awaitReady(PATIENCE);
      return new EmbeddedPair(folder, kafka, database, broker, postgres);
    } catch (Exception e) {
      postgres.close();
      throw e;
    }
  }

  /** Unpacked once per user, not once per run. */
  private static Path programs() {
    return Path.of(System.getProperty("user.home"), ".cache", "tallystream");
  }

  @Override
  public String kafkaBootstrapServers() {
    return kafka.bootstrapServers();
  }

  @Override
  public DatabaseAddress administration() {
    return database.administration();
  }

  @Override
  public void close() throws IOException {
    postgres.close();
    broker.close();
    Folders.delete(folder);
  }
}
