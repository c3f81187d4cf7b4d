package io.tallystream.deploy.local.provision;

import io.tallystream.event.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics, created once with the settings of {@link Topics}. */
public final class TopicSetup {
  /** Exactly-once of today's clients stands on the second transaction protocol (KIP-890). */
  private static final short TRANSACTION_VERSION = 2;

  private TopicSetup() {}

  /**
   * Waits for the broker (after a kill it may check its log for a minute), then creates what is not
   * there.
   *
   * @throws IllegalStateException when the broker is too old for exactly-once
   */
  public static void create(String bootstrapServers)
      throws ExecutionException, InterruptedException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "default.api.timeout.ms",
            "90000",
            "request.timeout.ms",
            "30000");
    try (var admin = Admin.create(settings)) {
      requireTransactions(admin);
      for (var creation : admin.createTopics(newTopics()).values().values()) {
        unlessExists(creation);
      }
    }
  }

  private static List<NewTopic> newTopics() {
    return Topics.all().stream()
        .map(
            t ->
                new NewTopic(t.name(), Optional.of(t.partitions()), Optional.empty())
                    .configs(t.settings()))
        .toList();
  }

  private static void unlessExists(org.apache.kafka.common.KafkaFuture<Void> creation)
      throws ExecutionException, InterruptedException {
    try {
      creation.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static void requireTransactions(Admin admin)
      throws ExecutionException, InterruptedException {
    var feature =
        admin
            .describeFeatures()
            .featureMetadata()
            .get()
            .finalizedFeatures()
            .get("transaction.version");
    if (feature == null || feature.maxVersionLevel() < TRANSACTION_VERSION) {
      throw new IllegalStateException(
          "The broker's feature transaction.version is "
              + (feature == null ? 0 : feature.maxVersionLevel())
              + "; exactly-once needs 2: kafka-features.sh upgrade --feature transaction.version=2");
    }
  }
}
