package io.tallystream.bench.measure;

import io.tallystream.bench.client.Api;
import io.tallystream.event.Routing;
import io.tallystream.event.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;

/** Time from the 2xx of a span until its row is in PostgreSQL. */
public final class Freshness {
  private static final long GIVE_UP_NANOS = 30_000_000_000L;

  private Freshness() {}

  /** Milliseconds at the given percentiles over {@code probes} spans, sent one after another. */
  public static double[] percentiles(
      Api api, Connection database, int project, Spans spans, int probes, double... at)
      throws InterruptedException, SQLException {
    return percentiles(millis(api, database, project, spans, probes), at);
  }

  /**
   * Milliseconds of each of {@code probes} spans, sent one after another; infinite when it is not
   * visible after 30 s.
   */
  public static double[] millis(Api api, Connection database, int project, Spans spans, int probes)
      throws InterruptedException, SQLException {
    double[] millis = new double[probes];
    for (int i = 0; i < probes; i++) {
      millis[i] = probe(api, database, project, spans.probe("bench-probe"));
    }
    return millis;
  }

  /** The values at the given percentiles. */
  public static double[] percentiles(double[] values, double... at) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return Arrays.stream(at)
        .map(p -> sorted[Math.clamp((long) Math.ceil(p * sorted.length) - 1, 0, sorted.length - 1)])
        .toArray();
  }

  private static double probe(Api api, Connection database, int project, Spans.Probe probe)
      throws InterruptedException, SQLException {
    api.export(probe.request());
    long acknowledged = System.nanoTime();
    UUID trace = Routing.hash(probe.traceId());
    int part = Routing.partition(Routing.key(project, trace), Topics.partitions());
    try (PreparedStatement statement =
        database.prepareStatement(
            "SELECT 1 FROM observation WHERE project_id = ? AND trace_h = ? AND part = ?")) {
      statement.setInt(1, project);
      statement.setObject(2, trace);
      statement.setInt(3, part);
      while (!found(statement)) {
        if (System.nanoTime() - acknowledged > GIVE_UP_NANOS) {
          return Double.POSITIVE_INFINITY;
        }
        Thread.sleep(5);
      }
    }
    return (System.nanoTime() - acknowledged) / 1e6;
  }

  private static boolean found(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      return row.next();
    }
  }
}
