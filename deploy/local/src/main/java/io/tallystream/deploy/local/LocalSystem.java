package io.tallystream.deploy.local;

import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.deploy.local.process.Await;
import io.tallystream.deploy.local.process.Detached;
import io.tallystream.deploy.local.process.Ending;
import io.tallystream.deploy.local.provision.Schema;
import io.tallystream.deploy.local.provision.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole system as processes of this machine. Its data outlives it. */
public final class LocalSystem implements AutoCloseable {
  /** Name of the local broker's process. */
  public static final String BROKER = Processes.BROKER;

  /** Name of the local database's process. */
  public static final String DATABASE = Processes.DATABASE;

  /** A broker that was killed checks its log first. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Duration STOP = Duration.ofSeconds(25);

  /** Five JVMs that write their start caches on two cores. */
  private static final Duration STOP_AND_WRITE_CACHES = Duration.ofMinutes(3);

  private final Options options;
  private final Processes processes;
  private final Backends backends;
  private final StageCommand stages;

  private LocalSystem(Options options) {
    this.options = options;
    processes = new Processes(options.data());
    backends = new Backends(options, processes);
    stages = new StageCommand(options, backends);
  }

  /**
   * Starts everything and returns when every stage is ready. What an earlier launcher left running
   * on the same data is ended first.
   *
   * @throws IllegalStateException naming the port and its variable, the artifact or the stage that
   *     is in the way
   */
  public static LocalSystem start(Options options) throws Exception {
    var system = new LocalSystem(options);
    system.close();
    Preconditions.check(options);
    try {
      system.startAll();
    } catch (Exception e) {
      system.close();
      throw e;
    }
    return system;
  }

  /** A handle on what runs, or ran, on this data. */
  public static LocalSystem attach(Options options) {
    return new LocalSystem(options);
  }

  private void startAll() throws Exception {
    backends.start(PATIENCE);
    TopicSetup.create(backends.kafka());
    Schema.migrate(DatabaseAddress.parse(backends.databaseUrl()));
    for (Stage stage : Stage.values()) {
      launch(stage, Map.of());
    }
    for (Stage stage : Stage.values()) {
      awaitReady(stage);
    }
  }

  /**
   * Starts a stage that does not run, without waiting for it.
   *
   * @param variables over its own
   */
  public void launch(Stage stage, Map<String, String> variables) throws IOException {
    processes.start(stage.module(), stages.command(stage), stages.environment(stage, variables));
  }

  /** Starts a second instance of a stage, which its starter ends; its log is beside the first's. */
  public Process launchAnother(Stage stage, Map<String, String> variables) throws IOException {
    return Detached.start(
        stages.command(stage),
        stages.environment(stage, variables),
        log(stage.module() + "-another"));
  }

  /** Starts the local broker or database again after it ended; returns when the database serves. */
  public void launchBackends() throws Exception {
    backends.start(PATIENCE);
  }

  /** Returns when a launched stage is ready. */
  public void awaitReady(Stage stage) throws InterruptedException, IOException {
    var process = processes.running(stage.module());
    Await.until(
        stage.module() + " (" + log(stage.module()) + ")",
        PATIENCE,
        () -> ready(stage) || process.isEmpty() || !process.get().isAlive());
    if (!ready(stage)) {
      throw new IllegalStateException(
          stage.module() + " ended at its start; see " + log(stage.module()));
    }
  }

  /** The front door: API, pages and ingestion. */
  public String url() {
    return "http://localhost:" + options.port(Port.FRONT);
  }

  public String kafkaBootstrapServers() {
    return backends.kafka();
  }

  public String databaseUrl() {
    return backends.databaseUrl();
  }

  /** True when the stage answers that it is ready. */
  public boolean ready(Stage stage) {
    return Health.isUp(options.port(stage.port()));
  }

  /** A running process by name: a stage's module, {@link #BROKER} or {@link #DATABASE}. */
  public Optional<ProcessHandle> process(String name) throws IOException {
    return processes.running(name);
  }

  /** As {@code kill -9}; returns when the process is gone. */
  public void kill(Stage stage) throws IOException {
    kill(stage.module());
  }

  /** The same for any process. */
  public void kill(String name) throws IOException {
    var process = processes.running(name);
    process.ifPresent(ProcessHandle::destroyForcibly);
    Ending.await(process.stream().toList(), PATIENCE);
  }

  /** Starts a stage that ended, or ends it cleanly first; returns when it is ready. */
  public void restart(Stage stage) throws IOException, InterruptedException {
    Ending.of(processes.running(stage.module()).stream().toList(), PATIENCE);
    launch(stage, Map.of());
    awaitReady(stage);
  }

  /** What runs, in the order of starting. */
  public List<ProcessStatus> status() throws IOException {
    return ProcessStatus.of(options, processes.running());
  }

  /** True when every process of this system runs. */
  public boolean isRunning() throws IOException {
    return processes.running().keySet().containsAll(backends.withStages());
  }

  /** Whether anything of it runs. */
  public boolean isPartlyRunning() throws IOException {
    return !processes.running().isEmpty();
  }

  public Path log(String process) {
    return processes.log(process);
  }

  /** Logs that exist, by process. */
  public Map<String, Path> logs() {
    var logs = new LinkedHashMap<String, Path>();
    for (String name : Processes.names()) {
      if (Files.exists(log(name))) {
        logs.put(name, log(name));
      }
    }
    return logs;
  }

  /** Whether the next clean stop writes start caches, and so takes longer. */
  public boolean writesStartCaches() throws IOException {
    if (!options.startCaches() || !isPartlyRunning()) {
      return false;
    }
    boolean written = backends.cache().isWritten();
    for (Stage stage : Stage.values()) {
      written &= stages.cache(stage).isWritten();
    }
    return !written;
  }

  /** Ends everything in order; data stays. */
  @Override
  public void close() throws IOException {
    processes.stopAll(writesStartCaches() ? STOP_AND_WRITE_CACHES : STOP);
  }
}
