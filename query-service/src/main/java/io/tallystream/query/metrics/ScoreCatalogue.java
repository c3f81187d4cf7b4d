package io.tallystream.query.metrics;

import io.tallystream.event.v1.ScoreDataType;
import io.tallystream.event.v1.ScoreSource;
import io.tallystream.query.filter.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Dimensions and measures of scores; {@code s} is the score. A score lies on the part of its own
 * id: its trace and observation are found by their hashes, whatever their part.
 */
final class ScoreCatalogue {
  private static final String TRACE =
      "LEFT JOIN trace t ON t.project_id = s.project_id AND t.trace_h = s.trace_h";
  private static final String OBSERVATION =
      """
      LEFT JOIN observation o
        ON o.project_id = s.project_id AND o.trace_h = s.trace_h AND o.obs_h = s.obs_h""";

  private ScoreCatalogue() {}

  /** {@code value}: what the view calls the value as a group key. */
  static List<Dimension> dimensions(Dimension value) {
    List<Dimension> all = new ArrayList<>();
    all.add(Dimension.text("id", "s.id"));
    all.add(Dimension.text("environment", "s.environment").rollup("environment"));
    all.add(Dimension.text("name", "s.name").rollup("name"));
    all.add(Dimension.named("source", "s.source", ScoreSource.values()).rollup("source"));
    all.add(Dimension.named("dataType", "s.data_type", ScoreDataType.values()).rollup("data_type"));
    all.add(Dimension.text("traceId", "s.trace_id"));
    all.add(Dimension.text("observationId", "s.observation_id"));
    all.add(Dimension.text("configId", "s.config_id"));
    all.add(Dimension.text("datasetRunId", "s.dataset_run_id").onlyVersion2());
    all.add(Dimension.text("timestampMonth", View.utc("s.timestamp_us", "YYYY-MM")));
    all.add(Dimension.text("timestampDay", View.utc("s.timestamp_us", "YYYY-MM-DD")));
    all.add(value);
    joined(all);
    return List.copyOf(all);
  }

  static Dimension number() {
    return Dimension.of("value", "trim_scale(s.value)::text", new Column.Number("s.value", 0));
  }

  /** Categories and booleans are keys of the rollup, as texts. */
  static Dimension text(String name) {
    return Dimension.text(name, "s.string_value").rollup("value");
  }

  static List<Measure> count() {
    return List.of(Measure.integer("count", "1", 0).held("r.count", "r.count"));
  }

  static List<Measure> countAndValue() {
    return List.of(
        count().getFirst(),
        Measure.of("value", Measure.Kind.DECIMAL, "coalesce(s.value, 0)", 0)
            .held("r.value_sum", "r.count"));
  }

  private static void joined(List<Dimension> all) {
    all.add(Dimension.text("traceName", "t.name", TRACE));
    all.add(Dimension.tags(TRACE));
    all.add(Dimension.text("userId", "t.user_id", TRACE));
    all.add(Dimension.text("sessionId", "coalesce(t.session_id, s.session_id)", TRACE));
    all.add(Dimension.text("traceRelease", "t.release", TRACE));
    all.add(Dimension.text("traceVersion", "t.version", TRACE));
    all.add(Dimension.text("observationName", "o.name", OBSERVATION));
    all.add(Dimension.text("observationModelName", "o.model", OBSERVATION));
    all.add(Dimension.text("observationPromptName", "o.prompt_name", OBSERVATION));
    all.add(
        Dimension.of(
            "observationPromptVersion",
            "o.prompt_version::text",
            new Column.Number("o.prompt_version", 0),
            OBSERVATION));
  }
}
