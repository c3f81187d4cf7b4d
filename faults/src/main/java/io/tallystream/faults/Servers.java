package io.tallystream.faults;

import io.tallystream.bench.generator.Event;
import io.tallystream.deploy.local.LocalSystem;
import io.tallystream.deploy.local.Stage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Broker and database that are away, locked or in deadlock. */
final class Servers {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration REFUSED_WITHIN = Duration.ofSeconds(5);
  private static final int AWAY_SECONDS = 20;
  private static final Duration PARTITION = Duration.ofSeconds(30);
  private static final long HEAP_GROWTH_KIB = 64 << 10;
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private Servers() {}

  /** {@code pg_ctl -m immediate}: no goodbye, recovery from the write-ahead log. */
  static void databaseImmediate(Rig rig) throws Exception {
    rig.each(
        i -> {
          ProcessHandle postmaster = rig.process(LocalSystem.DATABASE);
          long stopped = System.nanoTime();
          rig.signal(postmaster, "QUIT");
          rig.until("PostgreSQL ending", PATIENCE, () -> !postmaster.isAlive());
          rig.system().launchBackends();
          readable(rig);
          rig.recovered(stopped);
        });
  }

  private static void readable(Rig rig) throws InterruptedException {
    HttpResponse<String> answer = rig.api().get("/api/public/traces?limit=1");
    rig.require(answer.statusCode() == 200, "reads answered " + answer.statusCode());
  }

  /** Every broker away: refused, not lied to. */
  static void brokersAway(Rig rig) throws Exception {
    List<Event> events = rig.sender().events();
    rig.each(
        i -> {
          long before = resident(rig.process(Stage.GATEWAY));
          rig.system().kill(LocalSystem.BROKER);
          long end = System.nanoTime() + Duration.ofSeconds(AWAY_SECONDS).toNanos();
          while (System.nanoTime() < end) {
            long asked = System.nanoTime();
            HttpResponse<String> answer =
                rig.api().ingestOnce(List.of(events.getFirst().bytes()), ANSWER);
            Duration took = Duration.ofNanos(System.nanoTime() - asked);
            rig.require(
                answer.statusCode() == 503,
                "answered " + answer.statusCode() + " without a broker");
            rig.require(
                answer.headers().firstValue("Retry-After").isPresent(), "503 without Retry-After");
            rig.require(took.compareTo(REFUSED_WITHIN) <= 0, "refused only after " + took);
            Thread.sleep(500);
          }
          long grown = resident(rig.process(Stage.GATEWAY)) - before;
          rig.note("away %d s, gateway %+d MiB".formatted(AWAY_SECONDS, grown >> 10));
          rig.require(grown <= HEAP_GROWTH_KIB, "the gateway grew by " + (grown >> 10) + " MiB");
          long back = System.nanoTime();
          rig.system().launchBackends();
          rig.sender().patiently(IntStream.range(0, 1).toArray());
          rig.recovered(back);
        });
  }

  /** One broker of three after the other; the next only when every replica is in sync again. */
  static void brokerKilled(Rig rig) throws Exception {
    BrokerCluster brokers = rig.brokers();
    rig.each(
        i -> {
          long killed = System.nanoTime();
          brokers.kill(i % BrokerCluster.SIZE);
          rig.sender().patiently(IntStream.range(0, 1).toArray());
          rig.recovered(killed);
          rig.peace();
          brokers.launch(i % BrokerCluster.SIZE);
          rig.until("all replicas in sync", PATIENCE, brokers::isWhole);
        });
  }

  /** The gateway reaches one broker of three no more; everybody else does. */
  static void partitioned(Rig rig) throws Exception {
    BrokerCluster brokers = rig.brokers();
    rig.system().kill(Stage.GATEWAY);
    rig.launch(Stage.GATEWAY, Map.of("KAFKA_BOOTSTRAP_SERVERS", brokers.proxiedServers()));
    rig.readyOrGone(Stage.GATEWAY);
    rig.each(
        i -> {
          Proxy between = brokers.proxy(i % BrokerCluster.SIZE);
          between.cut();
          try {
            Thread.sleep(PARTITION);
          } finally {
            between.heal();
          }
          long healed = System.nanoTime();
          rig.sender().patiently(IntStream.range(0, 1).toArray());
          rig.recovered(healed);
        });
  }

  private static long resident(ProcessHandle process) throws IOException {
    var found =
        RESIDENT.matcher(
            Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  /** An analyst's exclusive lock. */
  static void locked(Rig rig) throws Exception {
    rig.each(
        i -> {
          try (Connection database = rig.database();
              Statement statement = database.createStatement()) {
            database.setAutoCommit(false);
            statement.execute(
                "LOCK TABLE rollup_total, observation, trace IN ACCESS EXCLUSIVE MODE");
            Thread.sleep(10_000);
            database.rollback();
          }
          long freed = System.nanoTime();
          readable(rig);
          rig.recovered(freed);
        });
  }

  /** Another writer that takes the same rows in another order. */
  static void deadlocks(Rig rig) throws Exception {
    long before = deadlocksSoFar(rig);
    rig.each(
        i -> {
          try (Connection database = rig.database();
              Statement statement = database.createStatement()) {
            database.setAutoCommit(false);
            for (int row = 0; row < 6; row++) {
              statement.execute(
                  "SELECT 1 FROM sink_offset WHERE part = %d FOR UPDATE".formatted(11 - row * 2));
              statement.execute(
                  "SELECT 1 FROM rollup_total ORDER BY ctid DESC OFFSET %d LIMIT 20 FOR UPDATE"
                      .formatted(rig.random().nextInt(20)));
              Thread.sleep(400);
            }
            database.rollback();
          } catch (SQLException victim) {
            // The database chose us: the sink won this one.
          }
        });
    rig.note("deadlocks " + (deadlocksSoFar(rig) - before));
  }

  private static long deadlocksSoFar(Rig rig) throws SQLException {
    try (Connection database = rig.database();
        Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")) {
      row.next();
      return row.getLong(1);
    }
  }
}
