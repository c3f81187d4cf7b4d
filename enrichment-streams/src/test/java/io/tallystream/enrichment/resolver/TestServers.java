package io.tallystream.enrichment.resolver;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tallystream.deploy.local.servers.Servers;
import java.util.Map;

/** The shared broker and a fresh database; the stage runs its sinks only, and waits briefly. */
public final class TestServers implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    Servers servers = Servers.shared();
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        servers.kafkaBootstrapServers(),
        "DATABASE_URL",
        servers.databaseUrl(),
        "TALLY_ROLES",
        "sink",
        "tally.roles",
        "sink",
        "TALLY_RESOLVER_WAIT",
        UnroutedEventsTest.PATIENCE.toSeconds() + "s",
        "quarkus.http.test-port",
        "0");
  }

  @Override
  public void stop() {
    // The servers end with the JVM.
  }
}
