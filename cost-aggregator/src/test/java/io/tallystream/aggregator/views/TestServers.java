package io.tallystream.aggregator.views;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tallystream.deploy.local.servers.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The shared broker and a fresh database, as the environment of the stage under test. */
public class TestServers implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    Servers servers = Servers.shared();
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS", servers.kafkaBootstrapServers(),
        "DATABASE_URL", servers.databaseUrl(),
        "tally.state-dir", stateFolder().toString(),
        "quarkus.http.test-port", "0");
  }

  @Override
  public void stop() {}

  private static Path stateFolder() {
    try {
      return Files.createTempDirectory(Path.of("target"), "state").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
