package io.tallystream.query.trace;

import io.tallystream.event.PicoUsd;
import io.tallystream.event.v1.Level;
import io.tallystream.query.filter.Column;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Filter columns of traces (the contract's section 5.3); {@code t} is the trace. */
final class TraceColumns {
  private static final int MICROS = 6;

  /** Observations of the trace, on its own part. */
  private static final String OBSERVATIONS =
      " FROM observation o WHERE o.project_id = t.project_id AND o.part = t.part"
          + " AND o.trace_h = t.trace_h";

  static final Map<String, Column> ALL = all();

  private TraceColumns() {}

  private static Map<String, Column> all() {
    Map<String, Column> columns = new LinkedHashMap<>();
    labels(columns);
    columns.put("latency", new Column.Number("t.latency_us", MICROS));
    units(columns);
    levels(columns);
    scores(columns);
    columns.put("metadata", new Column.Metadata());
    return columns;
  }

  private static void labels(Map<String, Column> columns) {
    columns.put("id", new Column.Text("t.trace_id"));
    columns.put("name", new Column.Text("t.name"));
    columns.put("timestamp", new Column.Time("t.timestamp_us"));
    columns.put("userId", new Column.Text("t.user_id"));
    columns.put("sessionId", new Column.Text("t.session_id"));
    columns.put("environment", new Column.Text("t.environment"));
    columns.put("version", new Column.Text("t.version"));
    columns.put("release", new Column.Text("t.release"));
    columns.put("tags", new Column.Texts("t.tags"));
    columns.put("bookmarked", new Column.Flag("t.bookmarked"));
  }

  private static void units(Map<String, Column> columns) {
    columns.put("inputTokens", new Column.Number("t.input_tokens", 0));
    columns.put("outputTokens", new Column.Number("t.output_tokens", 0));
    columns.put("totalTokens", new Column.Number("t.total_tokens", 0));
    columns.put("tokens", new Column.Number("t.total_tokens", 0));
    columns.put("inputCost", new Column.Number("t.input_cost", PicoUsd.SCALE));
    columns.put("outputCost", new Column.Number("t.output_cost", PicoUsd.SCALE));
    columns.put("totalCost", new Column.Number("t.total_cost", PicoUsd.SCALE));
  }

  /** The highest level, and how many observations have each. */
  private static void levels(Map<String, Column> columns) {
    String highest = "(SELECT max(o.level)" + OBSERVATIONS + ")";
    columns.put("level", new Column.Named(highest, levelNumbers()));
    columns.put("errorCount", new Column.Number("t.errors", 0));
    columns.put("warningCount", new Column.Number("t.warnings", 0));
    columns.put("defaultCount", new Column.Number(count(Level.DEFAULT), 0));
    columns.put("debugCount", new Column.Number(count(Level.DEBUG), 0));
  }

  private static String count(Level level) {
    return "(SELECT count(*)" + OBSERVATIONS + " AND o.level = " + level.getNumber() + ")";
  }

  private static void scores(Map<String, Column> columns) {
    Column scores = new Column.Scores("t.trace_h", "trace_h");
    columns.put("scores_avg", scores);
    columns.put("scores", scores);
    columns.put("score_categories", scores);
    columns.put("score_booleans", scores);
  }

  private static Map<String, Integer> levelNumbers() {
    return Arrays.stream(Level.values())
        .filter(level -> level != Level.UNRECOGNIZED)
        .collect(Collectors.toMap(Enum::name, Level::getNumber));
  }
}
