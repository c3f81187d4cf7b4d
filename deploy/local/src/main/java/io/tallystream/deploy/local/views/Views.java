package io.tallystream.deploy.local.views;

import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.event.Topics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The views of topics that keep the last record of every key: dropped, they come back row by row.
 * Payloads and dead letters are not among them; their topics forget.
 */
public final class Views implements AutoCloseable {
  private static final List<String> TABLES =
      List.of(
          "observation",
          "trace",
          "session",
          "score",
          "rollup_total",
          "rollup_model",
          "rollup_prompt",
          "rollup_name",
          "rollup_user",
          "rollup_session",
          "rollup_trace_name",
          "rollup_tag",
          "rollup_trace",
          "rollup_score");

  private static final String OFFSETS =
      "SELECT topic, part, off FROM sink_offset WHERE topic IN ('%s', '%s') ORDER BY topic, part"
          .formatted(Topics.FACTS, Topics.ROLLUPS);

  private final Connection database;

  private Views(Connection database) {
    this.database = database;
  }

  public static Views open(DatabaseAddress address) throws SQLException {
    return new Views(
        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password()));
  }

  /** Next offset of a sink in a partition, by {@code topic-partition}. */
  public Map<String, Long> offsets() throws SQLException {
    return offsets(OFFSETS);
  }

  /**
   * Empties the views and tells the sinks, which notice within seconds, to read from the beginning.
   *
   * @return where they were
   */
  public Map<String, Long> drop() throws SQLException {
    database.setAutoCommit(false);
    try (Statement statement = database.createStatement()) {
      // First what a sink locks first: it ends its transaction, and waits with the next.
      Map<String, Long> before = offsets(OFFSETS + " FOR UPDATE");
      statement.execute("TRUNCATE " + String.join(", ", TABLES));
      statement.execute(
          "UPDATE sink_offset SET off = 0, appended_at = 'epoch' WHERE topic IN ('%s', '%s')"
              .formatted(Topics.FACTS, Topics.ROLLUPS));
      database.commit();
      return before;
    } finally {
      database.rollback();
      database.setAutoCommit(true);
    }
  }

  /** Number of rows and sum of their hashes, by table. */
  public Map<String, String> checksums() throws SQLException {
    var all = new LinkedHashMap<String, String>();
    try (Statement statement = database.createStatement()) {
      for (String table : TABLES) {
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) || ' rows, ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) FROM %s t"
                    .formatted(table));
        row.next();
        all.put(table, row.getString(1));
      }
    }
    return all;
  }

  private Map<String, Long> offsets(String sql) throws SQLException {
    var offsets = new TreeMap<String, Long>();
    try (Statement statement = database.createStatement()) {
      ResultSet row = statement.executeQuery(sql);
      while (row.next()) {
        offsets.put(row.getString(1) + "-" + row.getInt(2), row.getLong(3));
      }
    }
    return offsets;
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
