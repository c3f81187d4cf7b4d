package io.tallystream.query.view;

import com.google.protobuf.ByteString;
import io.tallystream.event.Routing;
import io.tallystream.event.v1.Body;
import io.tallystream.event.v1.BodyField;
import io.tallystream.event.v1.BodyList;
import io.tallystream.event.v1.Stamp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of the views as the sinks would write them, for one project; change what a test is about.
 */
public final class Rows {
  /** 2026-03-01T12:00:00Z in microseconds. */
  public static final long NOON = 1_772_366_400_000_000L;

  private Rows() {}

  public static JsonObject trace(String id) {
    return base(id)
        .put("trace_h", hash(id))
        .put("trace_id", id)
        .put("timestamp_us", NOON)
        .put("latency_us", 0)
        .put("explicit", true)
        .put("public", false)
        .put("bookmarked", false)
        .put("tags", new JsonArray())
        .mergeIn(zeros("observations errors warnings priced stated estimated unpriced no_usage"))
        .mergeIn(zeros("input_tokens output_tokens total_tokens"))
        .mergeIn(zeros("input_cost output_cost total_cost"));
  }

  /** A span without usage. */
  public static JsonObject observation(String traceId, String id) {
    return base(traceId)
        .put("trace_h", hash(traceId))
        .put("obs_h", hash(id))
        .put("trace_id", traceId)
        .put("id", id)
        .put("day", "2026-03-01")
        .put("start_us", NOON)
        .put("type", 1)
        .put("level", 2)
        .put("price_state", 5)
        .put("app_root", false)
        .mergeIn(zeros("input_tokens output_tokens total_tokens input_cost output_cost"));
  }

  /** Metadata, input or output as JSON text, uncompressed; {@code second} orders the writes. */
  public static JsonObject payload(JsonObject owner, BodyField field, String json, int second) {
    var body =
        Body.newBuilder()
            .setObservationId(owner.getString("id", ""))
            .setField(field)
            .setStamp(Stamp.newBuilder().setTimeUs(NOON + second * 1_000_000L).setHash(1))
            .setJson(true)
            .setData(ByteString.copyFromUtf8(json));
    return bundle(owner, body.build());
  }

  /** Payloads of spans of the owner's trace that came together. */
  public static JsonObject bundle(JsonObject owner, Body... bodies) {
    byte[] bytes = BodyList.newBuilder().addAllBody(List.of(bodies)).build().toByteArray();
    return new JsonObject()
        .put("project_id", owner.getInteger("project_id"))
        .put("part", owner.getInteger("part"))
        .put("trace_h", owner.getString("trace_h"))
        .put("bundle_h", Routing.hash(bytes).toString())
        .put("day", "2026-03-01")
        .put(
            "obs_hs",
            Stream.of(bodies)
                .map(body -> Routing.payloadOwner(body.getObservationId()).toString())
                .distinct()
                .toList())
        .put("codec", 0)
        .put("size", bytes.length)
        .put("data", "\\x" + HexFormat.of().formatHex(bytes));
  }

  /** A numeric score of a trace. */
  public static JsonObject score(String id, String traceId, String name, String value) {
    return base(id)
        .put("score_h", hash(id))
        .put("timestamp_us", NOON)
        .put("data_type", 1)
        .put("source", 1)
        .put("trace_h", hash(traceId))
        .put("trace_id", traceId)
        .put("id", id)
        .put("name", name)
        .put("value", value);
  }

  public static JsonObject session(String id, String traceId, long created) {
    return base(traceId)
        .put("session_h", hash(id))
        .put("session_id", id)
        .put("trace_h", hash(traceId))
        .put("created_us", created);
  }

  private static JsonObject base(String routedBy) {
    int project = Database.PROJECT.number();
    return new JsonObject()
        .put("project_id", project)
        .put("part", Routing.partition(project, routedBy, Database.PARTITIONS))
        .put("ver", 1)
        .put("created_us", NOON)
        .put("updated_us", NOON)
        .put("environment", "default");
  }

  private static JsonObject zeros(String columns) {
    JsonObject zeros = new JsonObject();
    for (String column : columns.split(" ", -1)) {
      zeros.put(column, 0);
    }
    return zeros;
  }

  private static String hash(String id) {
    return Routing.hash(id).toString();
  }
}
