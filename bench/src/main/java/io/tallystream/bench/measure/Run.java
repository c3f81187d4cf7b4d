package io.tallystream.bench.measure;

import io.tallystream.audit.Database;
import io.tallystream.bench.client.Api;
import io.tallystream.deploy.local.LocalSystem;
import io.tallystream.deploy.local.Options;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** One run of the bench: the system it measures, how it does, and what phases tell each other. */
public final class Run implements AutoCloseable {
  /** A compiler in its first minute takes more than the work: that says nothing about a service. */
  private static final int WARM_UP_ROUNDS = 2;

  private static final int QUICK_WARM_UP_RATE = 2_000;
  private static final Duration QUICK_WARM_UP = Duration.ofSeconds(20);
  private static final Duration STANDS_STILL = Duration.ofMinutes(3);
  private static final long SPANS_BEGIN_BEFORE_MILLIS = 10_000;
  private static final long LOOK_MILLIS = 100;

  /**
   * @param phase how long each measures
   * @param connections concurrent senders
   * @param rate spans a second of the paced phases; empty for each one's own
   * @param quick a few minutes for all
   */
  public record Settings(
      Duration phase, int connections, java.util.OptionalInt rate, boolean quick) {
    /** What was asked for, or else these. */
    int[] rates(int... own) {
      return rate.isPresent() ? new int[] {rate.getAsInt()} : own;
    }
  }

  private final Settings settings;
  private final Options options;
  private final LocalSystem system;
  private final Api api;
  private final String databaseUrl;
  private final String kafka;
  private final Connection database;
  private final int project;
  private final Lag lag;
  private final Footprint footprint;
  private final Spans spans = new Spans(System.nanoTime());
  private final long began = System.currentTimeMillis();
  private final Map<String, Double> gateways = new LinkedHashMap<>();
  private OptionalDouble endToEnd = OptionalDouble.empty();
  private boolean warm;

  /**
   * @param options of the system on this machine
   */
  public Run(Settings settings, Options options, Api api, String databaseUrl, String kafka)
      throws SQLException, InterruptedException {
    this.settings = settings;
    this.options = options;
    this.system = LocalSystem.attach(options);
    this.api = api;
    this.databaseUrl = databaseUrl;
    this.kafka = kafka;
    this.database = Database.connect(databaseUrl);
    String projectId = api.getJson("/api/public/projects").get("data").get(0).get("id").textValue();
    this.project = Database.projectNumber(database, projectId);
    this.lag = new Lag(kafka, database);
    this.footprint = new Footprint(system);
  }

  Settings settings() {
    return settings;
  }

  Options options() {
    return options;
  }

  LocalSystem system() {
    return system;
  }

  Api api() {
    return api;
  }

  String databaseUrl() {
    return databaseUrl;
  }

  String kafka() {
    return kafka;
  }

  Connection database() {
    return database;
  }

  /** Number of the project that is sent to. */
  int project() {
    return project;
  }

  Spans spans() {
    return spans;
  }

  Lag lag() {
    return lag;
  }

  Footprint footprint() {
    return footprint;
  }

  /** Spans a second that a gateway acknowledged, to be put beside the ceiling. */
  void gateway(String what, double spansPerSecond) {
    gateways.put(what, spansPerSecond);
  }

  Map<String, Double> gateways() {
    return gateways;
  }

  /** Spans a second that became visible; empty before it was measured. */
  OptionalDouble endToEnd() {
    return endToEnd;
  }

  void endToEnd(double spansPerSecond) {
    endToEnd = OptionalDouble.of(spansPerSecond);
  }

  /** Once for all phases, and again after stages were started anew. */
  void warmUp() throws SQLException, InterruptedException {
    if (warm) {
      return;
    }
    for (int round = 0; round < (settings.quick() ? 1 : WARM_UP_ROUNDS); round++) {
      Load load = Load.ofSpans(api, spans, "bench-warm-up", settings.connections());
      if (settings.quick()) {
        load.start(QUICK_WARM_UP_RATE).runFor(QUICK_WARM_UP);
      } else {
        load.start(0).runFor(settings.phase());
      }
      awaitDrained();
    }
    warm = true;
  }

  /** Stages were started anew. */
  void cold() {
    warm = false;
  }

  /** Until nothing waits between the log and the views, rollups included. */
  void awaitDrained() throws SQLException, InterruptedException {
    var progress = new Progress(STANDS_STILL);
    long waiting = lag.total();
    while (waiting > 0) {
      progress.require(waiting, "%,d records wait for a consumer, and no fewer");
      Thread.sleep(LOOK_MILLIS);
      waiting = lag.total();
    }
  }

  /** The same, and every observation of that name is a row. */
  void awaitVisible(String name, long observations) throws SQLException, InterruptedException {
    awaitDrained();
    awaitRows(project, name, observations);
  }

  /** Until so many observations of a project are rows, whatever else waits. */
  void awaitRows(int ofProject, String name, long observations)
      throws SQLException, InterruptedException {
    var progress = new Progress(STANDS_STILL);
    long missing = observations - count(ofProject, name);
    while (missing > 0) {
      progress.require(
          missing, "%,d observations named " + name + " are not visible, and no fewer");
      Thread.sleep(LOOK_MILLIS);
      missing = observations - count(ofProject, name);
    }
  }

  private long count(int ofProject, String name) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(
            "SELECT count(*) FROM observation WHERE project_id = ? AND name = ? AND start_us >="
                + " ?")) {
      statement.setInt(1, ofProject);
      statement.setString(2, name);
      // By the index: looking must not slow down what is looked at.
      statement.setLong(3, (began - SPANS_BEGIN_BEFORE_MILLIS) * 1_000);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Seconds on the clock of this process. */
  static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  @Override
  public void close() throws SQLException {
    lag.close();
    database.close();
  }
}
