package io.tallystream.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tallystream.deploy.local.servers.Servers;
import java.util.Map;

/** Points the gateway at the shared test broker. */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    String bootstrap = Servers.shared().kafkaBootstrapServers();
    System.setProperty("tally.test.bootstrap", bootstrap);
    return Map.of(
        "kafka.bootstrap.servers", bootstrap, "tally.gateway.query-url", "http://127.0.0.1:1");
  }

  @Override
  public void stop() {
    // The servers end with the JVM.
  }
}
