package io.tallystream.contract;

import io.tallystream.bench.client.Api;
import io.tallystream.bench.client.Operator;
import io.tallystream.bench.measure.Spans;
import io.tallystream.deploy.local.Bootstrap;
import io.tallystream.deploy.local.LocalSystem;
import io.tallystream.deploy.local.Options;
import io.tallystream.deploy.local.Stage;
import io.tallystream.deploy.local.process.Folders;
import io.tallystream.deploy.local.servers.Servers;
import io.tallystream.faults.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The four packaged stages on the test servers, started once for all tests; a test receives it as a
 * parameter.
 */
final class RunningSystem implements ParameterResolver {
  static final String PUBLIC_KEY = "pk-lf-1234567890";
  static final String SECRET_KEY = "sk-lf-1234567890";
  static final String EMAIL = "admin@tallystream.local";
  static final String PASSWORD = "tallystream";
  private static final String ADMIN_KEY = "operator-of-the-tests";

  private static final int WARM_UP = 10;
  private static final Path ROOT = Path.of(System.getProperty("tallystream.root"));

  /** Ends the stages when the last test is done. */
  private record Started(LocalSystem system, Path data, String databaseUrl)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      system.close();
    }
  }

  private Started started;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningSystem.class;
  }

  @Override
  public RunningSystem resolveParameter(ParameterContext parameter, ExtensionContext context) {
    started =
        context
            .getRoot()
            .getStore(Namespace.GLOBAL)
            .computeIfAbsent(RunningSystem.class, _ -> start(), Started.class);
    return this;
  }

  private static Started start() {
    try {
      Servers servers = Servers.shared();
      String database = servers.databaseUrl();
      Path data = ROOT.resolve("contract-tests/target/system");
      Folders.delete(data);
      Options options =
          Options.isolated(ROOT, data)
              .on(servers.kafkaBootstrapServers(), database)
              .with("TALLY_ADMIN_KEY", ADMIN_KEY)
              .with("TALLY_RETENTION_EVERY", "5s");
      var started = new Started(LocalSystem.start(options), data, database);
      warm(started.system.url());
      return started;
    } catch (Exception e) {
      throw new IllegalStateException("The system does not start", e);
    }
  }

  /**
   * The first events of cold JVMs wait for their classes; promises are about a system that runs.
   */
  private static void warm(String url) throws Exception {
    var spans = new Spans(1);
    try (Api api = new Api(url, PUBLIC_KEY, SECRET_KEY)) {
      for (int i = 0; i < WARM_UP; i++) {
        var probe = spans.probe("warm-up");
        api.export(probe.request());
        Eventually.json(api, "/api/public/traces/" + probe.traceId());
      }
    }
  }

  /** The front door. */
  String url() {
    return started.system.url();
  }

  /** Of the keys. */
  static String projectId() {
    return Bootstrap.projectId();
  }

  String databaseUrl() {
    return started.databaseUrl;
  }

  String kafka() {
    return started.system.kafkaBootstrapServers();
  }

  Api api() {
    return new Api(url(), PUBLIC_KEY, SECRET_KEY);
  }

  /** Sets quotas. */
  Operator operator() {
    return new Operator(url(), ADMIN_KEY);
  }

  /** What every Langfuse SDK reads. */
  Map<String, String> sdkEnvironment() {
    return Map.of(
        "LANGFUSE_HOST", url(),
        "LANGFUSE_BASE_URL", url(),
        "LANGFUSE_BASEURL", url(),
        "LANGFUSE_PUBLIC_KEY", PUBLIC_KEY,
        "LANGFUSE_SECRET_KEY", SECRET_KEY);
  }

  /** As {@code kill -9}; returns when the stage is ready again. */
  void killAndRestart(Stage stage) {
    try {
      started.system.kill(stage);
      started.system.restart(stage);
    } catch (IOException e) {
      throw new IllegalStateException(stage + " does not come back", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stage + " was not waited for", e);
    }
  }

  /** The fault suite on this system. */
  Suite faults(long seed, int eventsPerSecond) {
    Path evidence = ROOT.resolve("contract-tests/target/faults");
    return Suite.on(started.system, started.data, evidence, seed, eventsPerSecond);
  }
}
