package io.tallystream.audit;

import io.tallystream.audit.Rollups.WholeTrace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The narrow facts of one project in PostgreSQL, as a stream into a recompute. */
final class StoredFacts {
  private static final int FETCH = 2_000;

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

  private static final String OBSERVATION =
      columns(
          "o",
          "trace_id id type name level environment start_us end_us completion_start_us model price_id",
          "price_state usage cost total_cost prompt_name prompt_version");
  private static final String TRACE =
      columns(
          "t", "trace_id timestamp_us name user_id session_id release version environment tags");
  private static final String SAME_TRACE =
      "t.project_id = o.project_id AND t.trace_h = o.trace_h AND t.part = o.part";

  /** One that neither was sent nor has observations is a place holder, and counts nowhere. */
  private static final String COUNTS =
      "(t.explicit OR EXISTS (SELECT 1 FROM observation o WHERE " + SAME_TRACE + "))";

  private final Connection database;
  private final int project;

  StoredFacts(Connection database, int project) {
    this.database = database;
    this.project = project;
  }

  /** A condition and the values of its place holders. */
  record Where(String sql, Object... values) {
    static final Where EVERYTHING = new Where("TRUE");
  }

  /** Observations with their traces; {@code where} is about {@code o} and {@code t}. */
  void observations(Where where, Rollups into) throws SQLException {
    each(
        "SELECT %s, %s FROM observation o LEFT JOIN trace t ON %s WHERE o.project_id = ? AND "
            .formatted(OBSERVATION, TRACE, SAME_TRACE),
        where,
        "",
        row ->
            into.observation(
                observation(row), row.getString("t_trace_id") == null ? null : trace(row)));
  }

  /** Traces without their observations; {@code where} is about {@code t}. */
  void traces(Where where, Rollups into) throws SQLException {
    each(
        "SELECT %s FROM trace t WHERE t.project_id = ? AND %s AND ".formatted(TRACE, COUNTS),
        where,
        "",
        row -> into.trace(trace(row)));
  }

  /** Traces with their observations; {@code where} is about {@code t}. */
  void wholeTraces(Where where, Rollups into) throws SQLException {
    var open = new @Nullable WholeTrace[1];
    each(
        "SELECT %s, %s FROM trace t LEFT JOIN observation o ON %s WHERE t.project_id = ? AND %s AND "
            .formatted(TRACE, OBSERVATION, SAME_TRACE, COUNTS),
        where,
        " ORDER BY t.trace_h",
        row -> {
          if (open[0] == null || !open[0].trace().id().equals(row.getString("t_trace_id"))) {
            if (open[0] != null) {
              into.trace(open[0]);
            }
            open[0] = new WholeTrace(trace(row));
          }
          if (row.getString("o_id") != null) {
            open[0].add(observation(row));
          }
        });
    if (open[0] != null) {
      into.trace(open[0]);
    }
  }

  /** Scores; {@code where} is about {@code s}. */
  void scores(Where where, Rollups into) throws SQLException {
    each(
        "SELECT * FROM score s WHERE s.project_id = ? AND ",
        where,
        "",
        row -> into.score(score(row)));
  }

  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  private void each(String select, Where where, String order, Row reader) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(select + "(" + where.sql + ")" + order)) {
      statement.setInt(1, project);
      for (int i = 0; i < where.values.length; i++) {
        statement.setObject(i + 2, where.values[i]);
      }
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }

  /** {@code o.id AS o_id} and so on: both tables have columns of the same names. */
  private static String columns(String table, String... names) {
    return Stream.of(names)
        .flatMap(some -> Arrays.stream(some.split(" ", -1)))
        .map(name -> "%s.%s AS %s_%s".formatted(table, name, table, name))
        .collect(Collectors.joining(", "));
  }

  private static Observation observation(ResultSet row) throws SQLException {
    return new Observation(
        row.getString("o_trace_id"),
        row.getString("o_id"),
        TYPES[row.getInt("o_type")],
        text(row, "o_name"),
        LEVELS[row.getInt("o_level")],
        row.getString("o_environment"),
        row.getLong("o_start_us"),
        number(row, "o_end_us"),
        number(row, "o_completion_start_us"),
        text(row, "o_model"),
        text(row, "o_price_id"),
        STATES[row.getInt("o_price_state")],
        StoredRollups.map(row.getString("o_usage")),
        StoredRollups.map(row.getString("o_cost")),
        number(row, "o_total_cost"),
        text(row, "o_prompt_name"),
        text(row, "o_prompt_version"));
  }

  private static Trace trace(ResultSet row) throws SQLException {
    return new Trace(
        row.getString("t_trace_id"),
        row.getLong("t_timestamp_us"),
        text(row, "t_name"),
        text(row, "t_user_id"),
        text(row, "t_session_id"),
        text(row, "t_release"),
        text(row, "t_version"),
        row.getString("t_environment"),
        new TreeSet<>(Arrays.asList((String[]) row.getArray("t_tags").getArray())));
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
