package io.tallystream.query.observation;

import io.tallystream.event.PicoUsd;
import io.tallystream.event.v1.Level;
import io.tallystream.event.v1.ObservationType;
import io.tallystream.query.filter.Column;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Filter columns of observations (the contract's section 5.4); {@code o} observation, {@code t}
 * trace.
 */
final class ObservationColumns {
  private static final int MICROS = 6;

  static final Map<String, Column> ALL = all();

  private ObservationColumns() {}

  private static Map<String, Column> all() {
    Map<String, Column> columns = new LinkedHashMap<>();
    texts(columns);
    columns.put("type", new Column.Named("o.type", types()));
    columns.put("level", new Column.Named("o.level", levels()));
    columns.put("startTime", new Column.Time("o.start_us"));
    columns.put("endTime", new Column.Time("o.end_us"));
    numbers(columns);
    columns.put("metadata", new Column.Metadata());
    columns.put("traceTags", new Column.Texts("coalesce(t.tags, '{}')"));
    columns.put("tags", new Column.Texts("coalesce(t.tags, '{}')"));
    columns.put("isRootObservation", new Column.Flag("(o.parent_id IS NULL OR o.app_root)"));
    return columns;
  }

  private static void texts(Map<String, Column> columns) {
    columns.put("id", new Column.Text("o.id"));
    columns.put("traceId", new Column.Text("o.trace_id"));
    columns.put("name", new Column.Text("o.name"));
    columns.put("environment", new Column.Text("o.environment"));
    columns.put("statusMessage", new Column.Text("o.status_message"));
    columns.put("version", new Column.Text("o.version"));
    columns.put("model", new Column.Text("o.model"));
    columns.put("providedModelName", new Column.Text("o.model"));
    columns.put("parentObservationId", new Column.Text("o.parent_id"));
    columns.put("promptName", new Column.Text("o.prompt_name"));
    columns.put("modelId", new Column.Text("o.model_id"));
    columns.put("userId", new Column.Text("t.user_id"));
    columns.put("sessionId", new Column.Text("t.session_id"));
    columns.put("traceName", new Column.Text("t.name"));
    columns.put("traceEnvironment", new Column.Text("t.environment"));
    columns.put("release", new Column.Text("t.release"));
  }

  private static void numbers(Map<String, Column> columns) {
    columns.put("latency", new Column.Number("(o.end_us - o.start_us)", MICROS));
    columns.put(
        "timeToFirstToken", new Column.Number("(o.completion_start_us - o.start_us)", MICROS));
    columns.put(
        "tokensPerSecond",
        new Column.Number("(o.output_tokens * 1000000.0 / nullif(o.end_us - o.start_us, 0))", 0));
    columns.put("inputTokens", new Column.Number("o.input_tokens", 0));
    columns.put("outputTokens", new Column.Number("o.output_tokens", 0));
    columns.put("totalTokens", new Column.Number("o.total_tokens", 0));
    columns.put("inputCost", new Column.Number("o.input_cost", PicoUsd.SCALE));
    columns.put("outputCost", new Column.Number("o.output_cost", PicoUsd.SCALE));
    columns.put("totalCost", new Column.Number("o.total_cost", PicoUsd.SCALE));
    columns.put("promptVersion", new Column.Number("o.prompt_version", 0));
  }

  static Map<String, Integer> types() {
    return Arrays.stream(ObservationType.values())
        .filter(type -> type != ObservationType.UNRECOGNIZED)
        .collect(Collectors.toMap(Enum::name, ObservationType::getNumber));
  }

  static Map<String, Integer> levels() {
    return Arrays.stream(Level.values())
        .filter(level -> level != Level.UNRECOGNIZED)
        .collect(Collectors.toMap(Enum::name, Level::getNumber));
  }
}
