package io.tallystream.faults;

import io.tallystream.audit.Database;
import io.tallystream.bench.client.Api;
import io.tallystream.bench.client.HotProject;
import io.tallystream.bench.measure.Freshness;
import io.tallystream.bench.measure.Spans;
import io.tallystream.deploy.local.Bootstrap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** One trace of very many spans, whose project sends nearly everything. */
final class HotKey {
  private static final int SPANS = 10_000;
  private static final int BATCH = 200;
  private static final int SENDERS = 4;
  private static final int PROBES = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String OBSERVATIONS =
      "SELECT count(*) FROM observation WHERE project_id = ?";
  private static final String COUNTED =
      "SELECT coalesce(sum(count), 0) FROM rollup_total WHERE project_id = ?";

  private HotKey() {}

  static void oneTrace(Rig rig) throws Exception {
    try (Connection database = rig.database()) {
      HotProject hot = HotProject.create(database);
      int other = Database.projectNumber(database, Bootstrap.projectId());
      try (var api = new Api(rig.system().url(), hot.publicKey(), hot.secretKey());
          var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        rig.until("the key of the hot project", PATIENCE, () -> isKnown(api));
        var spans = new Spans(rig.random().nextLong());
        rig.note("freshness of the others: alone " + freshness(rig, database, other, spans));
        for (int i = 0; i < rig.faults(); i++) {
          String trace = "hot-%d-%d".formatted(rig.random().nextInt(1 << 30), i);
          Callable<Void> sending = () -> send(api, trace);
          long began = System.nanoTime();
          var sent = executor.submit(sending);
          rig.note("beside " + freshness(rig, database, other, spans));
          sent.get();
          rig.note(
              "%d spans of one trace, %.0f/s"
                  .formatted(SPANS, SPANS * 1e9 / (System.nanoTime() - began)));
          long wanted = (i + 1L) * SPANS;
          long acknowledged = System.nanoTime();
          for (String sql : List.of(OBSERVATIONS, COUNTED)) {
            rig.until(
                "all spans of the hot project, by " + sql,
                PATIENCE,
                () -> count(database, sql, hot.number()) >= wanted);
          }
          rig.recovered(acknowledged);
          rig.peace();
          for (String sql : List.of(OBSERVATIONS, COUNTED)) {
            long counted = count(database, sql, hot.number());
            rig.require(
                counted == wanted,
                "%d spans were sent, %s says %d".formatted(wanted, sql, counted));
          }
          rig.faultDone();
        }
      }
    }
  }

  private static boolean isKnown(Api api) {
    try {
      return api.exportOnce(new byte[0]) != 401;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Until a span's row is there; the slower of these is a figure, not a failure. */
  private static String freshness(Rig rig, Connection database, int project, Spans spans)
      throws SQLException, InterruptedException {
    try {
      double[] at = Freshness.percentiles(rig.api(), database, project, spans, PROBES, 0.5, 0.99);
      return "p50 %.0f ms, p99 %.0f ms".formatted(at[0], at[1]);
    } catch (IllegalStateException late) {
      return "more than 30 s";
    }
  }

  private static Void send(Api api, String trace) throws Exception {
    var inFlight = new Semaphore(SENDERS);
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<?>>();
      for (int at = 0; at < SPANS; at += BATCH) {
        List<byte[]> batch = IntStream.range(at, at + BATCH).mapToObj(i -> span(trace, i)).toList();
        inFlight.acquire();
        answers.add(
            clients.submit(
                () -> {
                  try {
                    api.ingest(batch);
                  } finally {
                    inFlight.release();
                  }
                  return null;
                }));
      }
      for (Future<?> answer : answers) {
        answer.get();
      }
    }
    return null;
  }

  private static byte[] span(String trace, int number) {
    String id = trace + "-" + number;
    String now = Instant.now().toString();
    return """
        {"id":"%s-e","type":"span-create","timestamp":"%s","body":{"id":"%s","traceId":"%s","name":"hot","startTime":"%s","input":"one of many"}}"""
        .formatted(id, now, id, trace, now)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static long count(Connection database, String sql, int project) {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setInt(1, project);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
