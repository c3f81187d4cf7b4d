package io.tallystream.query.observation;

import com.fasterxml.jackson.databind.util.RawValue;
import io.tallystream.query.payload.Payloads;
import io.tallystream.query.payload.StoredText;
import io.tallystream.query.view.Money;
import io.tallystream.query.view.ViewTime;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The classic (v1) observation: every key present, absent values null (the contract's 5.4, 6.1).
 */
public final class ObservationJson {
  private ObservationJson() {}

  public static Map<String, @Nullable Object> classic(
      String projectId, Observation observation, Payloads payloads, Prices prices) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", observation.names().id());
    json.put("traceId", observation.names().traceId());
    json.put("projectId", projectId);
    json.put("type", observation.labels().type().name());
    labels(json, observation);
    times(json, observation.timing());
    json.put("input", StoredText.classic(payloads.input()));
    json.put("output", StoredText.classic(payloads.output()));
    json.put("metadata", StoredText.classic(payloads.metadata()));
    generation(json, observation.generation());
    usage(json, observation.units());
    costs(json, observation.units());
    prices.numbers(json);
    return json;
  }

  private static void labels(Map<String, @Nullable Object> json, Observation observation) {
    Observation.Labels labels = observation.labels();
    json.put("name", labels.name());
    json.put("parentObservationId", observation.names().parentId());
    json.put("level", labels.level().name());
    json.put("statusMessage", labels.statusMessage());
    json.put("version", labels.version());
    json.put("environment", labels.environment());
  }

  private static void times(Map<String, @Nullable Object> json, Observation.Timing timing) {
    json.put("startTime", ViewTime.iso(timing.start()));
    json.put("endTime", ViewTime.isoOrNull(timing.end()));
    json.put("completionStartTime", ViewTime.isoOrNull(timing.firstToken()));
    json.put("createdAt", ViewTime.iso(timing.created()));
    json.put("updatedAt", ViewTime.iso(timing.updated()));
    json.put("latency", ViewTime.between(timing.start(), timing.end()));
    json.put("timeToFirstToken", ViewTime.between(timing.start(), timing.firstToken()));
  }

  private static void generation(
      Map<String, @Nullable Object> json, Observation.Generation generation) {
    json.put("model", generation.model());
    json.put("modelId", generation.modelId());
    json.put("modelParameters", parameters(generation.parameters()));
    json.put("usagePricingTierId", generation.tierId());
    json.put("usagePricingTierName", generation.tierName());
    prompt(json, generation.prompt());
  }

  static void prompt(Map<String, @Nullable Object> json, Observation.Prompt prompt) {
    json.put("promptId", prompt.id());
    json.put("promptName", prompt.name());
    json.put("promptVersion", prompt.version());
  }

  /** Stored as a JSON object by enrichment; absent parameters read as an empty map. */
  static RawValue parameters(@Nullable String json) {
    return new RawValue(json == null ? "{}" : json);
  }

  private static void usage(Map<String, @Nullable Object> json, Observation.Units units) {
    Observation.Sums tokens = units.tokens();
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("input", tokens.input());
    usage.put("output", tokens.output());
    usage.put("total", tokens.total());
    usage.put("unit", "TOKENS");
    json.put("usage", usage);
    json.put("unit", "TOKENS");
    json.put("promptTokens", tokens.input());
    json.put("completionTokens", tokens.output());
    json.put("totalTokens", tokens.total());
    json.put("usageDetails", units.usage());
    json.put("costDetails", costDetails(units));
  }

  private static void costs(Map<String, @Nullable Object> json, Observation.Units units) {
    boolean none = units.cost().isEmpty();
    json.put("calculatedInputCost", none ? null : Money.usd(units.costs().input()));
    json.put("calculatedOutputCost", none ? null : Money.usd(units.costs().output()));
    json.put("calculatedTotalCost", Money.usd(units.totalCost()));
    json.put("priceState", units.priceState().name());
    json.put("usageRule", units.usageRule());
  }

  /** USD by type, with the total when it is known. */
  static Map<String, @Nullable BigDecimal> costDetails(Observation.Units units) {
    Map<String, @Nullable BigDecimal> details = new LinkedHashMap<>();
    units.cost().forEach((type, pico) -> details.put(type, Money.usd(pico)));
    if (units.totalCost() != null) {
      details.put("total", Money.usd(units.totalCost()));
    }
    return details;
  }
}
