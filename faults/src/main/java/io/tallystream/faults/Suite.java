package io.tallystream.faults;

import io.tallystream.bench.client.Api;
import io.tallystream.bench.oracle.OracleRun;
import io.tallystream.deploy.local.Bootstrap;
import io.tallystream.deploy.local.LocalSystem;
import io.tallystream.deploy.local.Options;
import io.tallystream.deploy.local.Stage;
import io.tallystream.deploy.local.process.Folders;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Runs rows one by one on systems of its own, on free ports. */
public final class Suite implements AutoCloseable {
  private static final int ROWS = 60;
  private static final int SECONDS_PER_FAULT = 4;
  private static final int FEWEST_EVENTS = 2_000;
  private static final Duration SETTLE = Duration.ofMinutes(4);

  /** Of a broken variant, after its sinks stand still. */
  private static final Duration NOT_EXPECTED_TO_SETTLE = Duration.ofSeconds(10);

  private final Path root;
  private final Path folder;
  private final long seed;
  private final int rate;
  private final boolean borrowed;
  private @Nullable LocalSystem system;
  private @Nullable BrokerCluster brokers;
  private final Deque<Rig.Ending> ending = new ArrayDeque<>();
  private Path data;

  /**
   * @param root the checkout, with the stages' artifacts
   * @param folder of data, journals and logs
   * @param rate events per second
   */
  public Suite(Path root, Path folder, long seed, int rate) {
    this.root = root;
    this.folder = folder;
    this.seed = seed;
    this.rate = rate;
    this.data = folder.resolve("shared");
    this.borrowed = false;
  }

  private Suite(LocalSystem system, Path data, Path folder, long seed, int rate) {
    this.root = folder;
    this.folder = folder;
    this.seed = seed;
    this.rate = rate;
    this.system = system;
    this.data = data;
    this.borrowed = true;
  }

  /**
   * On a system of somebody else's, who ends it; for rows that need no system of their own.
   *
   * @param data the system's folder
   * @param folder of journals
   */
  public static Suite on(LocalSystem system, Path data, Path folder, long seed, int rate) {
    return new Suite(system, data, folder, seed, rate);
  }

  /** Runs the row with such an id. */
  public Result run(String id, int faults) throws Exception {
    return run(Row.find(Matrix.ROWS, id), faults);
  }

  /**
   * Runs one row.
   *
   * @param faults how often its fault is done; 0 for the row's own number
   */
  Result run(Row row, int faults) throws Exception {
    if (row.system() != Row.OnSystem.SHARED) {
      if (borrowed) {
        throw new IllegalArgumentException(row.id() + " needs a system of its own");
      }
      close();
      data = folder.resolve(row.id());
    }
    Path evidence = folder.resolve(row.id() + "-evidence");
    Folders.delete(evidence);
    Result result;
    try {
      result = runOn(running(row.system()), row, faults == 0 ? row.faults() : faults, evidence);
    } catch (SkippedException e) {
      result = Result.skipped(row, e);
    } catch (Exception e) {
      // A row that cannot be carried out has failed; the next one starts on a system of its own.
      result = Result.failed(row, e);
      try (var trace =
          new PrintStream(
              Files.newOutputStream(Files.createDirectories(evidence).resolve("failure.txt")),
              true,
              StandardCharsets.UTF_8)) {
        e.printStackTrace(trace);
      }
    }
    boolean whole = result.passed() || result.isSkipped();
    if (!borrowed && (!whole || row.system() != Row.OnSystem.SHARED)) {
      close();
      conclude(whole, evidence);
    }
    if (whole) {
      Folders.delete(evidence);
    }
    return result;
  }

  private Result runOn(LocalSystem on, Row row, int faults, Path evidence) throws Exception {
    // Rows have days and ids of their own.
    long rowSeed = seed * ROWS + row.number();
    var random = new SplittableRandom(rowSeed);
    try (var api = new Api(on.url(), Bootstrap.publicKey(), Bootstrap.secretKey());
        var journal = new Journal(evidence.resolve("journal.txt"))) {
      Files.writeString(
          evidence.resolve("seed.txt"),
          "./tally faults --rows %s --seed %d --kills %d --rate %d%n"
              .formatted(row.id(), seed, faults, rate));
      int share = SECONDS_PER_FAULT * rate;
      int events = Math.max(FEWEST_EVENTS, row.traffic() == Row.Traffic.LOAD ? faults * share : 0);
      var run = new OracleRun(api, on.databaseUrl(), rowSeed, events);
      var log = new AcceptedLog(on.kafkaBootstrapServers());
      var sender = new Sender(api, run.events(), journal);
      var rig = new Rig(on, brokers, api, sender, data, random.split(), faults, ending::addFirst);
      inject(row, rig, new Load(sender, journal, random.split(), rate, share, rig::done));
      if (row.verdict() == Row.Expected.CAUGHT) {
        // What is only late must not pass for caught.
        rig.untilSinksStandStill();
      }
      Judgement judgement =
          Judgement.of(
              run,
              journal,
              log,
              on.databaseUrl(),
              Bootstrap.projectId(),
              row.verdict() == Row.Expected.EXACT ? SETTLE : NOT_EXPECTED_TO_SETTLE);
      Files.writeString(evidence.resolve("rollups.txt"), judgement.report());
      rig.note("answers " + journal.answers());
      return Result.of(row, rig, judgement);
    }
  }

  private static void inject(Row row, Rig rig, Load load) throws Exception {
    if (row.traffic() == Row.Traffic.OWN) {
      row.injection().run(rig);
      return;
    }
    load.start();
    try {
      rig.peace();
      row.injection().run(rig);
      rig.peace();
    } finally {
      load.finish();
    }
  }

  private LocalSystem running(Row.OnSystem on) throws Exception {
    if (system == null) {
      Folders.delete(data);
      Options options = Options.isolated(root, data);
      if (on == Row.OnSystem.THREE_BROKERS) {
        brokers = BrokerCluster.start(data);
        options = options.onKafka(brokers.bootstrapServers());
      }
      // Known before it is started, so that Ctrl-C meanwhile leaves nothing behind.
      system = LocalSystem.attach(options);
      LocalSystem.start(options);
    }
    for (Stage stage : Stage.values()) {
      if (!system.ready(stage)) {
        system.restart(stage);
      }
    }
    return system;
  }

  /** The logs of a failed row stay, what was stored does not. */
  private void conclude(boolean whole, Path evidence) throws IOException {
    if (!whole && Files.exists(data.resolve("log"))) {
      Folders.delete(evidence.resolve("log"));
      Files.move(data.resolve("log"), evidence.resolve("log"));
    }
    Folders.delete(data);
    data = folder.resolve("shared");
  }

  /** Ends what an interrupted row left; false when there is nothing. */
  boolean abandon() throws IOException {
    LocalSystem left = system;
    if (left == null) {
      return false;
    }
    left.close();
    // The row may have launched one more meanwhile.
    left.close();
    close();
    return true;
  }

  @Override
  public void close() throws IOException {
    if (system != null && !borrowed) {
      system.close();
      system = null;
    }
    if (brokers != null) {
      brokers.close();
      brokers = null;
    }
    while (!ending.isEmpty()) {
      ending.removeFirst().run();
    }
  }
}
