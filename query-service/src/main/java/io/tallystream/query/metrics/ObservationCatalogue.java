package io.tallystream.query.metrics;

import io.tallystream.event.PicoUsd;
import io.tallystream.event.v1.Level;
import io.tallystream.event.v1.ObservationType;
import io.tallystream.event.v1.PriceState;
import io.tallystream.query.filter.Column;
import java.util.List;

/** Dimensions and measures of observations; {@code o} observation, {@code t} its trace. */
final class ObservationCatalogue {
  static final String FROM =
      """
      observation o
      LEFT JOIN trace t
        ON t.project_id = o.project_id AND t.part = o.part AND t.trace_h = o.trace_h""";

  private static final String USAGE_TYPES = byType("o.usage", "usage_type");
  private static final String COST_TYPES = byType("o.cost", "cost_type");

  private static final String SCORES =
      """
      LEFT JOIN (
        SELECT f.trace_h, f.obs_h, count(*) AS scores
        FROM score f WHERE f.project_id = $1 AND f.obs_h IS NOT NULL GROUP BY 1, 2) scored
        ON scored.trace_h = o.trace_h AND scored.obs_h = o.obs_h""";

  private static final String KNOWN_COST = "r.priced_cost + r.stated_cost + r.estimated_cost";
  private static final String KNOWN_COSTS = "r.priced + r.stated + r.estimated";
  private static final String KNOWN_STATES = "('PRICED', 'STATED', 'ESTIMATED')";

  /** SQL's {@code greatest} passes over NULL, which here is not 0. */
  private static final String FIRST_TOKEN =
      "CASE WHEN o.completion_start_us IS NOT NULL"
          + " THEN greatest(0, o.completion_start_us - o.start_us) END";

  private static final int MILLIS = 3;

  /** Rates are integers of thousandths, so that they add exactly. */
  private static final int THOUSANDTHS = 3;

  private ObservationCatalogue() {}

  static List<Dimension> dimensions() {
    return List.of(
        Dimension.text("id", "o.id"),
        Dimension.text("traceId", "o.trace_id"),
        Dimension.text("parentObservationId", "o.parent_id"),
        Dimension.text("environment", "o.environment").rollup("environment"),
        Dimension.named("type", "o.type", ObservationType.values()).rollup("type"),
        Dimension.named("level", "o.level", Level.values()).rollup("level"),
        Dimension.named("priceState", "o.price_state", PriceState.values())
            .rollup(Pivot.PRICE_STATE),
        Dimension.text("name", "o.name").rollup("name"),
        Dimension.text("version", "o.version"),
        Dimension.text("providedModelName", "o.model").rollup("model"),
        Dimension.text("promptName", "o.prompt_name").rollup("prompt_name"),
        promptVersion(),
        Dimension.text("traceName", "t.name").rollup("trace_name"),
        Dimension.text("traceRelease", "t.release").rollup("release"),
        Dimension.text("release", "t.release").rollup("release").onlyVersion2(),
        Dimension.text("traceVersion", "t.version").rollup("version"),
        Dimension.tags(),
        Dimension.text("userId", "t.user_id").rollup("user_id"),
        Dimension.text("sessionId", "t.session_id").rollup("session_id"),
        Dimension.text("startTimeMonth", View.utc("o.start_us", "YYYY-MM")),
        Dimension.each("toolNames", "o.tool_names"),
        Dimension.each("calledToolNames", "o.called_tool_names"),
        isRoot().onlyVersion2(),
        Dimension.text("usageType", "usage_type.name", USAGE_TYPES)
            .rollup(Pivot.USAGE_TYPE)
            .onlyVersion2(),
        Dimension.text("costType", "cost_type.name", COST_TYPES)
            .rollup(Pivot.COST_TYPE)
            .onlyVersion2());
  }

  static List<Measure> measures() {
    return List.of(
        Measure.integer("count", "1", 0)
            .held("r.count", "r.count")
            .held(Pivot.PRICE_STATE, "p.count", "p.count", null),
        Measure.integer("latency", "(o.end_us - o.start_us)", MILLIS)
            .held(Pivot.NONE, "r.latency_sum", "r.latency_count", "r.latency"),
        Measure.integer("timeToFirstToken", FIRST_TOKEN, MILLIS)
            .held(Pivot.NONE, "r.ttft_sum", "r.ttft_count", "r.ttft"),
        Measure.integer("streamingLatency", "(o.end_us - o.completion_start_us)", MILLIS),
        tokens("inputTokens", "input_tokens"),
        tokens("outputTokens", "output_tokens"),
        tokens("totalTokens", "total_tokens"),
        Measure.integer("outputTokensPerSecond", rate("o.output_tokens"), THOUSANDTHS),
        Measure.integer("tokensPerSecond", rate("o.total_tokens"), THOUSANDTHS),
        Measure.integer("inputCost", "o.input_cost", PicoUsd.SCALE).held("r.input_cost", "r.count"),
        Measure.integer("outputCost", "o.output_cost", PicoUsd.SCALE)
            .held("r.output_cost", "r.count"),
        totalCost(),
        Measure.integer("countScores", "coalesce(scored.scores, 0)", 0, SCORES),
        Measure.integer("toolDefinitions", "cardinality(o.tool_names)", 0),
        Measure.integer("toolCalls", "o.tool_calls", 0),
        Measure.of("traceId", Measure.Kind.TEXT, "o.trace_id", 0).onlyVersion2(),
        Measure.of("uniqueUserIds", Measure.Kind.UNIQUE, "t.user_id", 0).onlyVersion2(),
        Measure.of("uniqueSessionIds", Measure.Kind.UNIQUE, "t.session_id", 0).onlyVersion2(),
        Measure.integer("usageByType", "usage_type.units::bigint", 0, USAGE_TYPES)
            .held(Pivot.USAGE_TYPE, "p.units::bigint", null, null)
            .with("usageType")
            .onlyVersion2(),
        Measure.integer("costByType", "cost_type.units::bigint", PicoUsd.SCALE, COST_TYPES)
            .held(Pivot.COST_TYPE, "p.units::bigint", null, null)
            .with("costType")
            .onlyVersion2());
  }

  /** A version without a prompt is none. */
  private static Dimension promptVersion() {
    String sql = "CASE WHEN o.prompt_name IS NOT NULL THEN o.prompt_version END";
    return Dimension.of(
            "promptVersion", "(" + sql + ")::text", new Column.Number("(" + sql + ")", 0))
        .rollup("prompt_version");
  }

  private static Dimension isRoot() {
    String sql = "(o.parent_id IS NULL OR o.app_root)";
    return Dimension.of("isRootObservation", sql + "::text", new Column.Flag(sql));
  }

  private static Measure tokens(String name, String column) {
    return Measure.integer(name, "o." + column, 0).held("r." + column, "r.count");
  }

  /** Of those whose cost is known: unknown is not zero. */
  private static Measure totalCost() {
    String sql = "CASE WHEN o.price_state IN (1, 2, 3) THEN coalesce(o.total_cost, 0) END";
    return Measure.integer("totalCost", sql, PicoUsd.SCALE)
        .held(KNOWN_COST, KNOWN_COSTS)
        .held(
            Pivot.PRICE_STATE,
            "p.cost",
            "CASE WHEN p.name IN " + KNOWN_STATES + " THEN p.count ELSE 0 END",
            null);
  }

  private static String rate(String units) {
    return "div(%s::numeric * 1000000000, nullif(o.end_us - o.start_us, 0))::bigint"
        .formatted(units);
  }

  private static String byType(String column, String alias) {
    return """
        CROSS JOIN LATERAL (
          SELECT e.key AS name, e.value AS units
          FROM jsonb_each_text(%s) e WHERE e.value <> '0') AS %s"""
        .formatted(column, alias);
  }
}
