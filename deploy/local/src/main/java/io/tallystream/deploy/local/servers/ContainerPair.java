package io.tallystream.deploy.local.servers;

import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.deploy.local.provision.TopicSetup;
import java.util.concurrent.ExecutionException;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Both servers from images; {@code TALLY_TEST_KAFKA_IMAGE} and {@code TALLY_TEST_POSTGRES_IMAGE}
 * name others.
 */
final class ContainerPair implements ServerPair {
  private final KafkaContainer kafka =
      new KafkaContainer(image("TALLY_TEST_KAFKA_IMAGE", "apache/kafka", "4.2.1"));
  private final PostgreSQLContainer postgres =
      new PostgreSQLContainer(image("TALLY_TEST_POSTGRES_IMAGE", "postgres", "18"))
          .withCommand("postgres", "-c", "max_connections=200");

  private ContainerPair() {}

  static ContainerPair start() throws ExecutionException, InterruptedException {
    var pair = new ContainerPair();
    Startables.deepStart(pair.kafka, pair.postgres).get();
    TopicSetup.create(pair.kafka.getBootstrapServers());
    return pair;
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
