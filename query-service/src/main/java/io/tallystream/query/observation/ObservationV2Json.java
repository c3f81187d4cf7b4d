package io.tallystream.query.observation;

import io.tallystream.query.payload.Payloads;
import io.tallystream.query.payload.StoredText;
import io.tallystream.query.view.Money;
import io.tallystream.query.view.ViewTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The observation of API v2: the groups that the reader named (the contract's section 5.4). */
final class ObservationV2Json {
  private static final int SHORT_METADATA = 200;

  private final Fields fields;

  ObservationV2Json(Fields fields) {
    this.fields = fields;
  }

  Map<String, @Nullable Object> of(
      String projectId, Listed listed, Payloads payloads, Prices prices) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    Observation observation = listed.observation();
    core(json, projectId, observation);
    for (FieldGroup group : fields.groups()) {
      switch (group) {
        case BASIC -> basic(json, listed);
        case TIME -> time(json, observation.timing());
        case IO -> io(json, payloads);
        case METADATA -> json.put("metadata", metadata(payloads));
        case MODEL -> model(json, observation.generation());
        case USAGE -> usage(json, observation);
        case PROMPT -> ObservationJson.prompt(json, observation.generation().prompt());
        case METRICS -> metrics(json, observation.timing());
        case TRACE_CONTEXT -> context(json, listed.trace());
      }
    }
    always(json, observation, prices);
    return json;
  }

  private static void core(
      Map<String, @Nullable Object> json, String projectId, Observation observation) {
    json.put("id", observation.names().id());
    json.put("traceId", observation.names().traceId());
    json.put("startTime", ViewTime.iso(observation.timing().start()));
    json.put("endTime", ViewTime.isoOrNull(observation.timing().end()));
    json.put("projectId", projectId);
    json.put("parentObservationId", observation.names().parentId());
    json.put("type", observation.labels().type().name());
  }

  private static void basic(Map<String, @Nullable Object> json, Listed listed) {
    Observation.Labels labels = listed.observation().labels();
    json.put("name", labels.name());
    json.put("level", labels.level().name());
    json.put("statusMessage", labels.statusMessage());
    json.put("version", labels.version());
    json.put("environment", labels.environment());
    json.put("bookmarked", listed.trace().bookmarked());
    json.put("public", listed.trace().open());
    json.put("userId", listed.trace().userId());
    json.put("sessionId", listed.trace().sessionId());
    json.put("isRootObservation", listed.observation().names().root());
  }

  private static void time(Map<String, @Nullable Object> json, Observation.Timing timing) {
    json.put("completionStartTime", ViewTime.isoOrNull(timing.firstToken()));
    json.put("createdAt", ViewTime.iso(timing.created()));
    json.put("updatedAt", ViewTime.iso(timing.updated()));
  }

  private static void io(Map<String, @Nullable Object> json, Payloads payloads) {
    json.put("input", payloads.input());
    json.put("output", payloads.output());
  }

  /** Long values are cut unless the reader asked for their key. */
  private Map<String, @Nullable Object> metadata(Payloads payloads) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    payloads.metadata().forEach((key, text) -> values.put(key, metadataValue(key, text)));
    return values;
  }

  private @Nullable Object metadataValue(String key, String text) {
    return text.length() <= SHORT_METADATA || fields.expanded().contains(key)
        ? StoredText.classic(text)
        : text.substring(0, SHORT_METADATA);
  }

  private static void model(Map<String, @Nullable Object> json, Observation.Generation generation) {
    json.put("providedModelName", generation.model());
    json.put("internalModelId", generation.modelId());
    json.put("modelParameters", ObservationJson.parameters(generation.parameters()));
  }

  private static void usage(Map<String, @Nullable Object> json, Observation observation) {
    json.put("usageDetails", observation.units().usage());
    json.put("costDetails", ObservationJson.costDetails(observation.units()));
    json.put("totalCost", Money.usd(observation.units().totalCost()));
    json.put("priceState", observation.units().priceState().name());
    json.put("usageRule", observation.units().usageRule());
    json.put("usagePricingTierName", observation.generation().tierName());
  }

  private static void metrics(Map<String, @Nullable Object> json, Observation.Timing timing) {
    json.put("latency", ViewTime.between(timing.start(), timing.end()));
    json.put("timeToFirstToken", ViewTime.between(timing.start(), timing.firstToken()));
  }

  private static void context(Map<String, @Nullable Object> json, TraceContext trace) {
    json.put("tags", trace.tags());
    json.put("release", trace.release());
    json.put("traceName", trace.name());
  }

  private void always(Map<String, @Nullable Object> json, Observation observation, Prices prices) {
    boolean model = fields.groups().contains(FieldGroup.MODEL);
    json.put("modelId", observation.generation().modelId());
    (model ? prices : Prices.NONE).texts(json);
  }
}
