package io.tallystream.query.trace;

import io.tallystream.query.payload.Payloads;
import io.tallystream.query.payload.StoredText;
import io.tallystream.query.view.Money;
import io.tallystream.query.view.ViewTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shapes of a trace; every key present, absent values null (the contract's 5.3, 6.1). */
public final class TraceJson {
  /** Shown as latency and cost when the group {@code metrics} is left out. */
  private static final int NOT_ASKED = -1;

  private TraceJson() {}

  /** Without what lies in other views. */
  public static Map<String, @Nullable Object> core(String projectId, Trace trace) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", trace.id());
    json.put("externalId", null);
    json.put("projectId", projectId);
    json.put("timestamp", ViewTime.iso(trace.times().timestamp()));
    labels(json, trace.labels());
    json.put("createdAt", ViewTime.iso(trace.times().created()));
    json.put("updatedAt", ViewTime.iso(trace.times().updated()));
    return json;
  }

  /** Adds input, output and metadata. */
  public static void io(Map<String, @Nullable Object> json, Payloads payloads) {
    json.put("input", StoredText.classic(payloads.input()));
    json.put("output", StoredText.classic(payloads.output()));
    json.put("metadata", StoredText.classic(payloads.metadata()));
  }

  static Map<String, @Nullable Object> whole(
      String projectId, Trace trace, Set<FieldGroup> fields, Related related) {
    Map<String, @Nullable Object> json = core(projectId, trace);
    json.put("htmlPath", "/project/" + projectId + "/traces/" + trace.id());
    if (fields.contains(FieldGroup.IO)) {
      io(json, related.payloads());
    }
    metrics(json, trace, fields.contains(FieldGroup.METRICS));
    json.put("observations", related.observations());
    json.put("scores", related.scores());
    return json;
  }

  /** What a trace shows of other views: ids in a list, whole objects in a single read. */
  record Related(Payloads payloads, List<?> observations, List<?> scores) {}

  private static void labels(Map<String, @Nullable Object> json, Trace.Labels labels) {
    json.put("name", labels.name());
    json.put("userId", labels.userId());
    json.put("sessionId", labels.sessionId());
    json.put("release", labels.release());
    json.put("version", labels.version());
    json.put("environment", labels.environment());
    json.put("public", labels.open());
    json.put("bookmarked", labels.bookmarked());
    json.put("tags", labels.tags());
  }

  private static void metrics(Map<String, @Nullable Object> json, Trace trace, boolean asked) {
    json.put("latency", asked ? ViewTime.seconds(trace.times().latency()) : NOT_ASKED);
    json.put("totalCost", asked ? Money.usd(trace.totalCost()) : NOT_ASKED);
  }
}
