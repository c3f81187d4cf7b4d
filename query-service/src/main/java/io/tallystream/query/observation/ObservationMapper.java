package io.tallystream.query.observation;

import io.tallystream.event.v1.Level;
import io.tallystream.event.v1.ObservationType;
import io.tallystream.event.v1.PriceState;
import io.tallystream.query.payload.EntityKey;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows of {@link #COLUMNS} as observations. */
final class ObservationMapper {
  static final String COLUMNS =
      """
      o.part, o.trace_h, o.obs_h, o.id, o.trace_id, o.parent_id, o.app_root,
        o.start_us, o.end_us, o.completion_start_us, o.created_us, o.updated_us,
        o.type, o.level, o.name, o.status_message, o.version, o.environment,
        o.model, o.model_id, o.model_parameters, o.price_id, o.price_tier,
        o.prompt_id, o.prompt_name, o.prompt_version,
        o.usage, o.cost, o.input_tokens, o.output_tokens, o.total_tokens,
        o.input_cost, o.output_cost, o.total_cost, o.price_state,
        o.usage_rule""";

  private ObservationMapper() {}

  static Observation of(Row row) {
    return new Observation(
        new EntityKey(row.getShort("part"), row.getUUID("trace_h"), row.getUUID("obs_h")),
        names(row),
        timing(row),
        labels(row),
        generation(row),
        units(row));
  }

  private static Observation.Names names(Row row) {
    return new Observation.Names(
        row.getString("id"),
        row.getString("trace_id"),
        row.getString("parent_id"),
        row.getBoolean("app_root"));
  }

  private static Observation.Timing timing(Row row) {
    return new Observation.Timing(
        row.getLong("start_us"),
        row.getLong("end_us"),
        row.getLong("completion_start_us"),
        row.getLong("created_us"),
        row.getLong("updated_us"));
  }

  private static Observation.Labels labels(Row row) {
    return new Observation.Labels(
        ObservationType.forNumber(row.getShort("type")),
        Level.forNumber(row.getShort("level")),
        row.getString("name"),
        row.getString("status_message"),
        row.getString("version"),
        row.getString("environment"));
  }

  private static Observation.Generation generation(Row row) {
    return new Observation.Generation(
        row.getString("model"),
        row.getString("model_id"),
        row.getString("model_parameters"),
        row.getString("price_id"),
        row.getString("price_tier"),
        new Observation.Prompt(
            row.getString("prompt_id"),
            row.getString("prompt_name"),
            row.getInteger("prompt_version")));
  }

  private static Observation.Units units(Row row) {
    return new Observation.Units(
        byType(row.getJsonObject("usage")),
        byType(row.getJsonObject("cost")),
        sums(row, "tokens", row.getLong("total_tokens")),
        sums(row, "cost", 0),
        row.getLong("total_cost"),
        PriceState.forNumber(row.getShort("price_state")),
        row.getString("usage_rule"));
  }

  private static Observation.Sums sums(Row row, String unit, long total) {
    return new Observation.Sums(row.getLong("input_" + unit), row.getLong("output_" + unit), total);
  }

  private static Map<String, Long> byType(@Nullable JsonObject json) {
    Map<String, Long> map = new TreeMap<>();
    if (json != null) {
      json.fieldNames().forEach(type -> map.put(type, json.getLong(type)));
    }
    return map;
  }
}
