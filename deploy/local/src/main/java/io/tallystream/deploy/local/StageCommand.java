package io.tallystream.deploy.local;

import io.tallystream.deploy.local.process.JavaCommand;
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

  List<String> command(Stage stage) {
    return List.of(
        JavaCommand.java(),
        "-Xms32m",
        "-Xmx" + stage.heapMebibytes() + "m",
        "-XX:+UseSerialGC",
        "-XX:+UseCompactObjectHeaders",
        "-XX:+ExitOnOutOfMemoryError",
        "-Xss512k",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-jar",
        stage.artifact(options.root()).toString());
  }

  Map<String, String> environment(Stage stage) {
    var environment = new TreeMap<>(options.environment());
    environment.put("KAFKA_BOOTSTRAP_SERVERS", backends.kafka());
    environment.put("DATABASE_URL", backends.databaseUrl());
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(options.port(stage.port())));
    environment.put(
        "TALLY_STATE_DIR", options.data().resolve("state").resolve(stage.module()).toString());
    environment.put("TALLY_QUERY_URL", "http://localhost:" + options.port(Port.QUERY));
    environment.put("TALLY_GATEWAY_OTLP_HTTP_PORT", Integer.toString(options.port(Port.OTLP_HTTP)));
    environment.put("TALLY_GATEWAY_OTLP_GRPC_PORT", Integer.toString(options.port(Port.OTLP_GRPC)));
    return environment;
  }
}
