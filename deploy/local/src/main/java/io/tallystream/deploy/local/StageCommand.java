package io.tallystream.deploy.local;

import io.tallystream.deploy.local.process.JavaCommand;
import io.tallystream.deploy.local.process.StartCache;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a stage's artifact is run: the one that production runs, in a small heap. */
final class StageCommand {
  private final Options options;
  private final Backends backends;

  StageCommand(Options options, Backends backends) {
    this.options = options;
    this.backends = backends;
  }

  List<String> command(Stage stage) throws IOException {
    var command = new ArrayList<>(List.of(JavaCommand.java()));
    command.addAll(jvm(stage));
    if (options.startCaches()) {
      command.addAll(cache(stage).options());
    }
    command.addAll(List.of("-jar", stage.artifact(options.root()).toString()));
    return command;
  }

  StartCache cache(Stage stage) {
    return StartCache.beside(stage.artifact(options.root()));
  }

  private static List<String> jvm(Stage stage) {
    return List.of(
        "-Xms32m",
        "-Xmx" + stage.heapMebibytes() + "m",
        "-XX:+UseSerialGC",
        "-XX:+UseCompactObjectHeaders",
        "-XX:+ExitOnOutOfMemoryError",
        "-Xss512k",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow");
  }

  /**
   * @param more variables over those of the stage
   */
  Map<String, String> environment(Stage stage, Map<String, String> more) {
    var environment = new TreeMap<>(options.environment());
    environment.put("KAFKA_BOOTSTRAP_SERVERS", backends.kafka());
    environment.put("DATABASE_URL", backends.databaseUrl());
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(options.port(stage.port())));
    environment.put(
        "TALLY_STATE_DIR", options.data().resolve("state").resolve(stage.module()).toString());
    // A static member of its groups: its successor takes over at once, also after a kill.
    environment.put("TALLY_INSTANCE_ID", "local");
    environment.put("TALLY_QUERY_URL", "http://localhost:" + options.port(Port.QUERY));
    environment.put("TALLY_GATEWAY_OTLP_HTTP_PORT", Integer.toString(options.port(Port.OTLP_HTTP)));
    environment.put("TALLY_GATEWAY_OTLP_GRPC_PORT", Integer.toString(options.port(Port.OTLP_GRPC)));
    environment.putAll(more);
    return environment;
  }
}
