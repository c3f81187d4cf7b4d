package io.tallystream.faults;

import io.tallystream.bench.oracle.OracleRun;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Observations, traces and scores of a run as PostgreSQL has them.
 *
 * @param rows by id, with how many rows have it
 * @param counted observations as the rollups count them
 */
record StoredEntities(Map<String, Integer> rows, long counted) {
  private static final Map<String, String> IDS =
      Map.of("observation", "id", "trace", "trace_id", "score", "id");

  static StoredEntities of(Connection database, int project, OracleRun run) throws SQLException {
    var rows = new HashMap<String, Integer>();
    for (Map.Entry<String, String> table : IDS.entrySet()) {
      read(database, table.getKey(), table.getValue(), project, run.prefix(), rows);
    }
    return new StoredEntities(rows, counted(database, project, run));
  }

  /** In two places, as a trace and a score may share an id: the table is part of it. */
  static String key(String table, String id) {
    return table + " " + id;
  }

  private static void read(
      Connection database,
      String table,
      String column,
      int project,
      String prefix,
      Map<String, Integer> rows)
      throws SQLException {
    String sql =
        "SELECT %s, count(*) FROM %s WHERE project_id = ? AND starts_with(%s, ?) GROUP BY 1"
            .formatted(column, table, column);
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setInt(1, project);
      statement.setString(2, prefix);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.put(key(table, row.getString(1)), row.getInt(2));
        }
      }
    }
  }

  private static long counted(Connection database, int project, OracleRun run) throws SQLException {
    String sql =
        "SELECT coalesce(sum(count), 0) FROM rollup_total WHERE project_id = ? AND bucket_s >= ? AND bucket_s < ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setInt(1, project);
      statement.setLong(2, run.fromSecond());
      statement.setLong(3, run.toSecond());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
