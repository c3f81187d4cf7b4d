package io.tallystream.bench.oracle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The narrow facts of PostgreSQL, whole, as input of a recompute. */
final class StoredFacts {
  private static final String[] TYPES = {
    "",
    "SPAN",
    "GENERATION",
    "EVENT",
    "AGENT",
    "TOOL",
    "CHAIN",
    "RETRIEVER",
    "EVALUATOR",
    "EMBEDDING",
    "GUARDRAIL"
  };
  private static final String[] LEVELS = {"", "DEBUG", "DEFAULT", "WARNING", "ERROR"};
  private static final String[] STATES = {
    "", "priced", "stated", "estimated", "unpriced", "no_usage"
  };
  private static final String[] DATA_TYPES = {
    "", "NUMERIC", "CATEGORICAL", "BOOLEAN", "TEXT", "CORRECTION"
  };
  private static final String[] SOURCES = {"", "API", "ANNOTATION", "EVAL"};

  final List<Observation> observations = new ArrayList<>();
  final Map<String, Trace> traces = new HashMap<>();
  final List<Score> scores = new ArrayList<>();

  StoredFacts(Connection database, int project) throws SQLException {
    each(
        database,
        "SELECT * FROM observation WHERE project_id = ?",
        project,
        row -> observations.add(observation(row)));
    each(
        database,
        "SELECT * FROM trace WHERE project_id = ?",
        project,
        row -> {
          Trace trace = trace(row);
          traces.put(trace.id(), trace);
        });
    each(
        database,
        "SELECT * FROM score WHERE project_id = ?",
        project,
        row -> scores.add(score(row)));
  }

  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  private static void each(Connection database, String sql, int project, Row reader)
      throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setInt(1, project);
      statement.setFetchSize(10_000);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }

  private static Observation observation(ResultSet row) throws SQLException {
    return new Observation(
        row.getString("trace_id"),
        row.getString("id"),
        TYPES[row.getInt("type")],
        text(row, "name"),
        LEVELS[row.getInt("level")],
        row.getString("environment"),
        row.getLong("start_us"),
        number(row, "end_us"),
        number(row, "completion_start_us"),
        text(row, "model"),
        text(row, "price_id"),
        STATES[row.getInt("price_state")],
        StoredRollups.map(row.getString("usage")),
        StoredRollups.map(row.getString("cost")),
        number(row, "total_cost"),
        text(row, "prompt_name"),
        text(row, "prompt_version"));
  }

  private static Trace trace(ResultSet row) throws SQLException {
    return new Trace(
        row.getString("trace_id"),
        row.getLong("timestamp_us"),
        text(row, "name"),
        text(row, "user_id"),
        text(row, "session_id"),
        text(row, "release"),
        text(row, "version"),
        row.getString("environment"),
        new TreeSet<>(Arrays.asList((String[]) row.getArray("tags").getArray())));
  }

  private static Score score(ResultSet row) throws SQLException {
    String dataType = DATA_TYPES[row.getInt("data_type")];
    boolean category = dataType.equals("CATEGORICAL") || dataType.equals("BOOLEAN");
    return new Score(
        row.getString("id"),
        row.getString("name"),
        SOURCES[row.getInt("source")],
        dataType,
        row.getString("environment"),
        row.getLong("timestamp_us"),
        row.getBigDecimal("value"),
        category ? text(row, "string_value") : "");
  }

  private static String text(ResultSet row, String column) throws SQLException {
    String value = row.getString(column);
    return value == null ? "" : value;
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
