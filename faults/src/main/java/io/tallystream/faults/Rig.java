package io.tallystream.faults;

import io.tallystream.audit.Database;
import io.tallystream.bench.client.Api;
import io.tallystream.deploy.local.LocalSystem;
import io.tallystream.deploy.local.Stage;
import io.tallystream.deploy.local.process.Await;
import io.tallystream.deploy.local.process.Signals;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a row breaks, by what it decides, and where it says what it saw. */
final class Rig {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration STILL = Duration.ofSeconds(40);
  private static final Duration TO_STAND_STILL = Duration.ofMinutes(8);

  private final LocalSystem system;
  private final @Nullable BrokerCluster brokers;
  private final Api api;
  private final Sender sender;
  private final Path data;
  private final SplittableRandom random;
  private final int faults;
  private final Consumer<Ending> endings;
  private final List<String> notes = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private int done;
  private Duration slowest = Duration.ZERO;

  /** What is undone when the system has ended. */
  interface Ending {
    void run() throws IOException;
  }

  /** One fault, and all that is needed until the next one may come. */
  interface Fault {
    void run(int number) throws Exception;
  }

  Rig(
      LocalSystem system,
      @Nullable BrokerCluster brokers,
      Api api,
      Sender sender,
      Path data,
      SplittableRandom random,
      int faults,
      Consumer<Ending> endings) {
    this.system = system;
    this.brokers = brokers;
    this.api = api;
    this.sender = sender;
    this.data = data;
    this.random = random;
    this.faults = faults;
    this.endings = endings;
  }

  LocalSystem system() {
    return system;
  }

  /** Of a row that runs on three. */
  BrokerCluster brokers() {
    return Objects.requireNonNull(brokers);
  }

  Api api() {
    return api;
  }

  Sender sender() {
    return sender;
  }

  /** Folder of the system's data, state and logs. */
  Path data() {
    return data;
  }

  SplittableRandom random() {
    return random;
  }

  /** How many faults were asked for. */
  int faults() {
    return faults;
  }

  /** How many were done. */
  int done() {
    return done;
  }

  Duration slowest() {
    return slowest;
  }

  List<String> notes() {
    return notes;
  }

  List<String> complaints() {
    return complaints;
  }

  /** A figure for the table. */
  void note(String text) {
    notes.add(text);
  }

  /** Fails the row unless it holds. */
  void require(boolean holds, String otherwise) {
    if (!holds) {
      complaints.add(otherwise);
    }
  }

  /** Does the fault as often as asked for, with moments of peace of random length between. */
  void each(Fault fault) throws Exception {
    for (int i = 0; i < faults; i++) {
      peace();
      fault.run(i);
      faultDone();
    }
  }

  /** Some traffic without a fault. */
  void peace() throws InterruptedException {
    Thread.sleep(300 + random.nextInt(1_500));
  }

  /** Counts a fault and says so. */
  void faultDone() {
    done++;
    System.out.print(done % 10 == 0 ? Integer.toString(done) : ".");
    System.out.flush();
  }

  /** Keeps the longest time from a fault until it was over. */
  void recovered(long sinceNanos) {
    Duration took = Duration.ofNanos(System.nanoTime() - sinceNanos);
    slowest = took.compareTo(slowest) > 0 ? took : slowest;
  }

  ProcessHandle process(String name) throws IOException {
    return system
        .process(name)
        .orElseThrow(() -> new IllegalStateException(name + " does not run"));
  }

  ProcessHandle process(Stage stage) throws IOException {
    return process(stage.module());
  }

  boolean runs(Stage stage) throws IOException {
    return system.process(stage.module()).isPresent();
  }

  /** As {@code kill -<name>}. */
  void signal(ProcessHandle process, String name) throws IOException {
    Signals.send(process, name);
  }

  void launch(Stage stage, Map<String, String> variables) throws IOException {
    system.launch(stage, variables);
  }

  /** True when it became ready, false when it ended before. */
  boolean readyOrGone(Stage stage) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!system.ready(stage)) {
      if (!runs(stage)) {
        return false;
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException(stage.module() + " is not ready after " + PATIENCE);
      }
      Thread.sleep(50);
    }
    return true;
  }

  /** Another instance of a stage, which answers HTTP on the port. */
  Process another(Stage stage, int port, Map<String, String> variables) throws IOException {
    var all = new java.util.HashMap<>(variables);
    all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    all.put("TALLY_GATEWAY_OTLP_HTTP_PORT", "0");
    all.put("TALLY_GATEWAY_OTLP_GRPC_PORT", "0");
    return system.launchAnother(stage, all);
  }

  void until(String what, Duration patience, java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    Await.until(what, patience, condition);
  }

  /** Whether the API shows an observation; its trace is shown only when an event created it. */
  boolean isVisible(String observation) {
    try {
      return api.get("/api/public/observations/" + observation).statusCode() == 200;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Undoes something when the system has ended. */
  void afterwards(Ending undo) {
    endings.accept(undo);
  }

  /** Returns when facts and rollups have not moved for a while. */
  void untilSinksStandStill() throws SQLException, InterruptedException {
    long end = System.nanoTime() + TO_STAND_STILL.toNanos();
    long moved = System.nanoTime();
    long before = stored();
    while (System.nanoTime() - moved < STILL.toNanos()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the sinks still store after " + TO_STAND_STILL);
      }
      Thread.sleep(1_000);
      long now = stored();
      moved = now == before ? moved : System.nanoTime();
      before = now;
    }
  }

  /** Records that the sinks of facts and rollups have stored. */
  private long stored() throws SQLException {
    try (Connection database = database();
        ResultSet row =
            database
                .createStatement()
                .executeQuery(
                    "SELECT coalesce(sum(off), 0) FROM sink_offset WHERE sink IN ('fact-sink', 'rollup-sink')")) {
      row.next();
      return row.getLong(1);
    }
  }

  Connection database() throws SQLException {
    return Database.connect(system.databaseUrl());
  }
}
