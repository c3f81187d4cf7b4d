package io.tallystream.query.score;

import io.tallystream.event.v1.ScoreDataType;
import io.tallystream.query.payload.StoredText;
import io.tallystream.query.view.ViewTime;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The score of API v1 and v2 (the contract's section 5.2). */
public final class ScoreJson {
  private ScoreJson() {}

  public static Map<String, @Nullable Object> of(String projectId, Score score) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", score.id());
    json.put("projectId", projectId);
    json.put("name", score.name());
    value(json, score.value());
    subject(json, score.subject());
    context(json, score.context());
    json.put("timestamp", ViewTime.iso(score.times().timestamp()));
    json.put("createdAt", ViewTime.iso(score.times().created()));
    json.put("updatedAt", ViewTime.iso(score.times().updated()));
    return json;
  }

  /** A text score has no {@code value}; a numeric one has a null {@code stringValue}. */
  private static void value(Map<String, @Nullable Object> json, Score.Value value) {
    json.put("dataType", value.type().name());
    if (value.type() != ScoreDataType.TEXT) {
      json.put("value", Objects.requireNonNullElse(value.number(), BigDecimal.ZERO));
    }
    json.put("stringValue", value.text());
  }

  private static void subject(Map<String, @Nullable Object> json, Score.Subject subject) {
    json.put("traceId", subject.traceId());
    json.put("observationId", subject.observationId());
    json.put("sessionId", subject.sessionId());
    json.put("datasetRunId", subject.datasetRunId());
  }

  private static void context(Map<String, @Nullable Object> json, Score.Context context) {
    json.put("source", context.source().name());
    json.put("environment", context.environment());
    json.put("comment", context.comment());
    json.put("metadata", metadata(context.metadata()));
    json.put("configId", context.links().configId());
    json.put("queueId", context.links().queueId());
    json.put("authorUserId", context.links().authorUserId());
    json.put("executionTraceId", context.links().executionTraceId());
  }

  static @Nullable Object metadata(@Nullable String metadata) {
    return metadata == null ? Map.of() : StoredText.classic(metadata);
  }
}
