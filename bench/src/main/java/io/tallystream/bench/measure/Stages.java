package io.tallystream.bench.measure;

import io.tallystream.deploy.local.LocalSystem;
import io.tallystream.deploy.local.Stage;
import io.tallystream.deploy.local.process.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Stops, kills and starts the streams stages of the local system, with the environment that they
 * had. Leaves all of them running as they were.
 */
public final class Stages implements AutoCloseable {
  static final List<Stage> STREAMS = List.of(Stage.ENRICHMENT, Stage.AGGREGATOR);

  private static final Duration STOP = Duration.ofSeconds(90);

  /** Without sinks: the topology of the stage only. */
  private static final Map<String, String> TOPOLOGY_ONLY = Map.of("TALLY_ROLES", "streams");

  private final LocalSystem system;
  private final Map<Stage, Map<String, String>> environments = new EnumMap<>(Stage.class);
  private final Set<Stage> withoutSinks = EnumSet.noneOf(Stage.class);
  private final Thread restore = new Thread(this::restore, "restore");

  /**
   * @throws IllegalStateException when a stage does not run on this machine
   */
  private Stages(LocalSystem system) throws IOException {
    this.system = system;
    for (Stage stage : STREAMS) {
      environments.put(stage, environment(system, stage));
    }
    Runtime.getRuntime().addShutdownHook(restore);
  }

  static Stages of(LocalSystem system) throws IOException {
    return new Stages(system);
  }

  void stop(Stage... stages) throws IOException {
    var running = new java.util.ArrayList<ProcessHandle>();
    for (Stage stage : stages) {
      system.process(stage.module()).ifPresent(running::add);
    }
    Ending.of(running, STOP);
  }

  void stopAll() throws IOException {
    stop(STREAMS.toArray(Stage[]::new));
  }

  /** As they were; returns before they are ready. */
  void startAll() throws IOException {
    for (Stage stage : STREAMS) {
      if (withoutSinks.contains(stage)) {
        stop(stage);
      }
      if (system.process(stage.module()).isEmpty()) {
        start(stage, Map.of());
      }
    }
  }

  /** Without the sinks that run in the same process. */
  void startTopology(Stage stage) throws IOException {
    start(stage, TOPOLOGY_ONLY);
    withoutSinks.add(stage);
  }

  /** As {@code kill -9}, and started again at once, as a supervisor would. */
  void killAndStart(Stage stage) throws IOException {
    system.kill(stage);
    start(stage, Map.of());
  }

  void awaitReady() throws IOException, InterruptedException {
    for (Stage stage : STREAMS) {
      system.awaitReady(stage);
    }
  }

  /** The variables that a running stage was started with. */
  static Map<String, String> environment(LocalSystem system, Stage stage) throws IOException {
    ProcessHandle process =
        system
            .process(stage.module())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        stage.module() + " does not run here; start the system with ./tally up"));
    return variables(Files.readString(Path.of("/proc", Long.toString(process.pid()), "environ")));
  }

  /** Variables as /proc has them: NUL after each. */
  static Map<String, String> variables(String environ) {
    return Arrays.stream(environ.split("\0"))
        .filter(entry -> entry.indexOf('=') > 0)
        .collect(
            Collectors.toMap(
                entry -> entry.substring(0, entry.indexOf('=')),
                entry -> entry.substring(entry.indexOf('=') + 1),
                (first, second) -> first));
  }

  private void start(Stage stage, Map<String, String> over) throws IOException {
    var variables = new java.util.HashMap<>(environments.getOrDefault(stage, Map.of()));
    variables.putAll(over);
    withoutSinks.remove(stage);
    system.launch(stage, variables);
  }

  /** After Ctrl-C. */
  private void restore() {
    try {
      startAll();
    } catch (IOException e) {
      System.err.println("bench: " + e.getMessage());
    }
  }

  /** All run again, sinks included. */
  @Override
  public void close() throws IOException {
    startAll();
    Runtime.getRuntime().removeShutdownHook(restore);
  }
}
