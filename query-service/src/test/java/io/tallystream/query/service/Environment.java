package io.tallystream.query.service;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tallystream.deploy.local.servers.Servers;
import java.util.Map;

/** The shared broker, a fresh database, and a first project, as the launcher would give them. */
public final class Environment implements QuarkusTestResourceLifecycleManager {
  static final String PROJECT = "project-one";
  static final String PUBLIC_KEY = "pk-lf-query-test";
  static final String SECRET_KEY = "sk-lf-query-test";
  static final String ADMIN_KEY = "operator-of-the-test";
  static final String EMAIL = "Admin@Example.org";
  static final String PASSWORD = "correct horse";

  @Override
  public Map<String, String> start() {
    String bootstrap = Servers.shared().kafkaBootstrapServers();
    System.setProperty("tally.test.bootstrap", bootstrap);
    return Map.ofEntries(
        Map.entry("KAFKA_BOOTSTRAP_SERVERS", bootstrap),
        Map.entry("DATABASE_URL", Servers.shared().databaseUrl()),
        Map.entry("tally.audit.interval", "1s"),
        Map.entry("tally.audit.grace", "0s"),
        Map.entry("tally.audit.tick", "1s"),
        Map.entry("tally.admin.key", ADMIN_KEY),
        Map.entry("langfuse.init.org.id", "org-one"),
        Map.entry("langfuse.init.org.name", "Org One"),
        Map.entry("langfuse.init.project.id", PROJECT),
        Map.entry("langfuse.init.project.name", "Project One"),
        Map.entry("langfuse.init.project.public-key", PUBLIC_KEY),
        Map.entry("langfuse.init.project.secret-key", SECRET_KEY),
        Map.entry("langfuse.init.user.email", EMAIL),
        Map.entry("langfuse.init.user.name", "Admin"),
        Map.entry("langfuse.init.user.password", PASSWORD));
  }

  @Override
  public void stop() {
    // The servers end with the JVM.
  }
}
