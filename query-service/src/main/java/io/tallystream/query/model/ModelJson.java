package io.tallystream.query.model;

import io.tallystream.query.view.ViewTime;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The model of the API (the contract's section 3.9). */
final class ModelJson {
  private ModelJson() {}

  static Map<String, @Nullable Object> of(Model model) {
    ModelDefinition definition = model.definition();
    Map<String, BigDecimal> prices = definition.defaultTier().prices();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", definition.id());
    json.put("projectId", model.projectId);
    json.put("modelName", definition.modelName());
    json.put("matchPattern", definition.matchPattern());
    json.put("startDate", iso(definition.startDate()));
    json.put("inputPrice", prices.get("input"));
    json.put("outputPrice", prices.get("output"));
    json.put("totalPrice", prices.get("total"));
    json.put("unit", definition.unit());
    json.put("tokenizerId", definition.tokenizer().id());
    json.put("tokenizerConfig", config(definition.tokenizer().config()));
    json.put("isLangfuseManaged", model.projectId == null);
    json.put("createdAt", iso(model.createdAt));
    json.put("prices", wrapped(prices));
    json.put("pricingTiers", definition.tiers().stream().map(ModelJson::tier).toList());
    return json;
  }

  private static Map<String, Object> tier(Tier tier) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", tier.id());
    json.put("name", tier.name());
    json.put("isDefault", tier.isDefault());
    json.put("priority", tier.priority());
    json.put("conditions", tier.conditions().stream().map(ModelJson::condition).toList());
    json.put("prices", tier.prices());
    return json;
  }

  private static Map<String, Object> condition(Condition condition) {
    Map<String, Object> json = new LinkedHashMap<>();
    switch (condition) {
      case Condition.Usage usage -> {
        json.put("usageDetailPattern", usage.pattern());
        json.put("operator", usage.operator());
        json.put("value", usage.value());
        json.put("caseSensitive", usage.caseSensitive());
      }
      case Condition.Attribute attribute -> {
        json.put("source", attribute.source());
        json.put("key", attribute.key());
        json.put("operator", "in");
        json.put("values", List.copyOf(attribute.values()));
      }
    }
    return json;
  }

  private static Map<String, Map<String, BigDecimal>> wrapped(Map<String, BigDecimal> prices) {
    var wrapped = new TreeMap<String, Map<String, BigDecimal>>();
    prices.forEach((type, price) -> wrapped.put(type, Map.of("price", price)));
    return wrapped;
  }

  private static @Nullable Object config(@Nullable String json) {
    return json == null ? null : new JsonObject(json).getMap();
  }

  private static @Nullable String iso(@Nullable OffsetDateTime time) {
    return time == null
        ? null
        : ViewTime.iso(ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant()));
  }
}
