package io.tallystream.deploy.local.servers;

import io.tallystream.deploy.local.broker.BrokerSettings;
import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.deploy.local.postgres.PostgresSettings;
import io.tallystream.deploy.local.provision.TopicSetup;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Both servers from images, with the settings of the embedded ones; {@code TALLY_TEST_KAFKA_IMAGE}
 * and {@code TALLY_TEST_POSTGRES_IMAGE} name other images, for example those of deploy/images.
 */
final class ContainerPair implements ServerPair {
  /** An engine's 64 MiB are too few for a parallel query. */
  private static final long SHARED_MEMORY = 256L << 20;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final KafkaContainer kafka =
      new KafkaContainer(image("TALLY_TEST_KAFKA_IMAGE", "apache/kafka", "4.2.1"))
          .withEnv(brokerEnvironment())
          .withStartupTimeout(PATIENCE);
  private final PostgreSQLContainer postgres =
      new PostgreSQLContainer(image("TALLY_TEST_POSTGRES_IMAGE", "postgres", "18"))
          .withEnv("POSTGRES_INITDB_ARGS", String.join(" ", PostgresSettings.CLUSTER))
          .withSharedMemorySize(SHARED_MEMORY)
          .withCommand(serverCommand())
          .withStartupTimeout(PATIENCE);

  private ContainerPair() {}

  static ContainerPair start() throws ExecutionException, InterruptedException {
    var pair = new ContainerPair();
    Startables.deepStart(pair.kafka, pair.postgres).get();
    TopicSetup.create(pair.kafka.getBootstrapServers());
    return pair;
  }

  /** As the image takes a setting: {@code KAFKA_MIN_INSYNC_REPLICAS}. */
  private static Map<String, String> brokerEnvironment() {
    return BrokerSettings.ofOneNode().entrySet().stream()
        .collect(
            Collectors.toMap(
                e -> "KAFKA_" + e.getKey().toUpperCase(Locale.ROOT).replace('.', '_'),
                Map.Entry::getValue));
  }

  private static String[] serverCommand() {
    return Stream.concat(
            Stream.of("postgres"),
            PostgresSettings.OPTIONS.stream().flatMap(option -> Stream.of("-c", option)))
        .toArray(String[]::new);
  }

  private static DockerImageName image(String variable, String name, String tag) {
    String configured = System.getenv(variable);
    return DockerImageName.parse(configured == null ? name + ":" + tag : configured)
        .asCompatibleSubstituteFor(name);
  }

  @Override
  public String kafkaBootstrapServers() {
    return kafka.getBootstrapServers().replaceFirst("^[A-Z_]+://", "");
  }

  @Override
  public DatabaseAddress administration() {
    return new DatabaseAddress(
        postgres.getHost(),
        postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
        postgres.getDatabaseName(),
        postgres.getUsername(),
        postgres.getPassword());
  }

  @Override
  public void close() {
    postgres.stop();
    kafka.stop();
  }
}
