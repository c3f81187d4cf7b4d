package io.tallystream.deploy.local;

import io.tallystream.deploy.local.postgres.PostgresServer;
import io.tallystream.deploy.local.process.Detached;
import io.tallystream.deploy.local.process.Ending;
import io.tallystream.deploy.local.process.ProcessRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The system's processes by name, recorded in the data folder so that a later launcher finds them.
 */
final class Processes {
  static final String BROKER = "kafka";
  static final String DATABASE = "postgres";

  private static final Duration DATABASE_STOP = Duration.ofSeconds(30);

  private final Path data;

  Processes(Path data) {
    this.data = data;
  }

  /** In the order of starting. */
  static List<String> names() {
    var names = new ArrayList<>(List.of(DATABASE, BROKER));
    Arrays.stream(Stage.values()).map(Stage::module).forEach(names::add);
    return names;
  }

  Process start(String name, List<String> command, Map<String, String> environment)
      throws IOException {
    Process process = Detached.start(command, environment, log(name));
    record(name, process.toHandle());
    return process;
  }

  void record(String name, ProcessHandle process) throws IOException {
    new ProcessRecord(folder(), name).write(process);
  }

  Optional<ProcessHandle> running(String name) throws IOException {
    return new ProcessRecord(folder(), name).running();
  }

  Map<String, ProcessHandle> running() throws IOException {
    var running = new LinkedHashMap<String, ProcessHandle>();
    for (String name : names()) {
      running(name).ifPresent(process -> running.put(name, process));
    }
    return running;
  }

  /**
   * Stages first, then the broker, then the database: each still finds what it needs to say
   * goodbye.
   *
   * @param patience for stages and broker; then they are killed
   */
  void stopAll(Duration patience) throws IOException {
    var running = running();
    var database = running.remove(DATABASE);
    var broker = running.remove(BROKER);
    Ending.of(List.copyOf(running.values()), patience);
    if (broker != null) {
      Ending.of(List.of(broker), patience);
    }
    if (database != null) {
      PostgresServer.stop(database, DATABASE_STOP);
    }
    for (String name : names()) {
      new ProcessRecord(folder(), name).delete();
    }
  }

  Path log(String name) {
    return data.resolve("log").resolve(name + ".log");
  }

  private Path folder() {
    return data.resolve("run");
  }
}
