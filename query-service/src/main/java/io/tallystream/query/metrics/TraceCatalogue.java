package io.tallystream.query.metrics;

import io.tallystream.event.PicoUsd;
import java.util.List;

/** Dimensions and measures of traces; {@code t} is the trace. */
final class TraceCatalogue {
  /** Scores lie on the part of their own id, so they are counted apart. */
  private static final String SCORES =
      """
      LEFT JOIN (
        SELECT f.trace_h, count(*) AS scores
        FROM score f WHERE f.project_id = $1 AND f.trace_h IS NOT NULL GROUP BY 1) scored
        ON scored.trace_h = t.trace_h""";

  private static final int MILLIS = 3;

  private TraceCatalogue() {}

  static List<Dimension> dimensions() {
    return List.of(
        Dimension.text("id", "t.trace_id"),
        Dimension.text("name", "t.name").rollup("trace_name"),
        Dimension.tags(),
        Dimension.text("userId", "t.user_id").rollup("user_id"),
        Dimension.text("sessionId", "t.session_id").rollup("session_id"),
        Dimension.text("release", "t.release").rollup("release"),
        Dimension.text("version", "t.version").rollup("version"),
        Dimension.text("environment", "t.environment").rollup("environment"),
        Dimension.text("timestampMonth", View.utc("t.timestamp_us", "YYYY-MM")));
  }

  static List<Measure> measures() {
    return List.of(
        Measure.integer("count", "1", 0).held("r.traces", "r.traces"),
        Measure.integer("observationsCount", "t.observations", 0).held("r.count", "r.traces"),
        Measure.integer("scoresCount", "coalesce(scored.scores, 0)", 0, SCORES),
        Measure.of("uniqueUserIds", Measure.Kind.UNIQUE, "t.user_id", 0),
        Measure.of("uniqueSessionIds", Measure.Kind.UNIQUE, "t.session_id", 0),
        Measure.integer("latency", "t.latency_us", MILLIS)
            .held(Pivot.NONE, "r.latency_sum", "r.latency_count", "r.latency"),
        Measure.integer("totalTokens", "t.total_tokens", 0).held("r.total_tokens", "r.traces"),
        Measure.integer("totalCost", "t.total_cost", PicoUsd.SCALE)
            .held("r.priced_cost + r.stated_cost + r.estimated_cost", "r.traces"));
  }
}
