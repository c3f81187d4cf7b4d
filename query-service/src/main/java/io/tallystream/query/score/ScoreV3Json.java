package io.tallystream.query.score;

import io.tallystream.query.view.ViewTime;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The score of API v3: one {@code value} typed by {@code dataType}, and optional groups. */
final class ScoreV3Json {
  private ScoreV3Json() {}

  static Map<String, @Nullable Object> of(String projectId, Score score, Set<String> groups) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    core(json, projectId, score);
    if (groups.contains("details")) {
      json.put("comment", score.context().comment());
      json.put("configId", score.context().links().configId());
      json.put("metadata", ScoreJson.metadata(score.context().metadata()));
    }
    if (groups.contains("annotation")) {
      json.put("authorUserId", score.context().links().authorUserId());
      json.put("queueId", score.context().links().queueId());
    }
    if (groups.contains("subject")) {
      json.put("subject", subject(score.subject()));
    }
    return json;
  }

  private static void core(Map<String, @Nullable Object> json, String projectId, Score score) {
    json.put("id", score.id());
    json.put("projectId", projectId);
    json.put("name", score.name());
    json.put("value", value(score.value()));
    json.put("dataType", score.value().type().name());
    json.put("source", score.context().source().name());
    json.put("timestamp", ViewTime.iso(score.times().timestamp()));
    json.put("environment", score.context().environment());
    json.put("createdAt", ViewTime.iso(score.times().created()));
    json.put("updatedAt", ViewTime.iso(score.times().updated()));
  }

  private static @Nullable Object value(Score.Value value) {
    return switch (value.type()) {
      case BOOLEAN -> number(value).signum() != 0;
      case CATEGORICAL, TEXT, CORRECTION -> value.text();
      case NUMERIC, SCORE_DATA_TYPE_UNSPECIFIED, UNRECOGNIZED -> number(value);
    };
  }

  private static BigDecimal number(Score.Value value) {
    return Objects.requireNonNullElse(value.number(), BigDecimal.ZERO);
  }

  private static @Nullable Map<String, @Nullable Object> subject(Score.Subject subject) {
    if (subject.observationId() != null) {
      Map<String, @Nullable Object> json = subject("observation", subject.observationId());
      json.put("traceId", subject.traceId());
      return json;
    }
    if (subject.traceId() != null) {
      return subject("trace", subject.traceId());
    }
    return subject.sessionId() != null
        ? subject("session", subject.sessionId())
        : subject("experiment", subject.datasetRunId());
  }

  private static Map<String, @Nullable Object> subject(String kind, @Nullable String id) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("kind", kind);
    json.put("id", id);
    return json;
  }
}
