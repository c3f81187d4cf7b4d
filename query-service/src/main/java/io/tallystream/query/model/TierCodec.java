package io.tallystream.query.model;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;

/** Tiers in column {@code model.pricing_tiers}; decimals are text, so that they stay exact. */
public final class TierCodec {
  private TierCodec() {}

  public static JsonArray encode(List<Tier> tiers) {
    var array = new JsonArray();
    tiers.forEach(tier -> array.add(encode(tier)));
    return array;
  }

  public static List<Tier> decode(String json) {
    return new JsonArray(json).stream().map(JsonObject.class::cast).map(TierCodec::tier).toList();
  }

  private static JsonObject encode(Tier tier) {
    var conditions = new JsonArray();
    tier.conditions().forEach(condition -> conditions.add(encode(condition)));
    var prices = new JsonObject();
    tier.prices().forEach((type, price) -> prices.put(type, price.toPlainString()));
    return new JsonObject()
        .put("id", tier.id())
        .put("name", tier.name())
        .put("isDefault", tier.isDefault())
        .put("priority", tier.priority())
        .put("conditions", conditions)
        .put("prices", prices);
  }

  private static JsonObject encode(Condition condition) {
    return switch (condition) {
      case Condition.Usage usage ->
          new JsonObject()
              .put("usageDetailPattern", usage.pattern())
              .put("operator", usage.operator())
              .put("value", usage.value().toPlainString())
              .put("caseSensitive", usage.caseSensitive());
      case Condition.Attribute attribute ->
          new JsonObject()
              .put("source", attribute.source())
              .put("key", attribute.key())
              .put("values", new JsonArray(attribute.values()));
    };
  }

  private static Tier tier(JsonObject json) {
    var prices = new TreeMap<String, BigDecimal>();
    json.getJsonObject("prices")
        .forEach(price -> prices.put(price.getKey(), new BigDecimal(price.getValue().toString())));
    return new Tier(
        json.getString("id"),
        json.getString("name"),
        json.getBoolean("isDefault"),
        json.getInteger("priority"),
        json.getJsonArray("conditions").stream()
            .map(JsonObject.class::cast)
            .map(TierCodec::condition)
            .toList(),
        prices);
  }

  private static Condition condition(JsonObject json) {
    return json.containsKey("usageDetailPattern")
        ? new Condition.Usage(
            json.getString("usageDetailPattern"),
            json.getString("operator"),
            new BigDecimal(json.getString("value")),
            json.getBoolean("caseSensitive"))
        : new Condition.Attribute(
            json.getString("source"),
            json.getString("key"),
            json.getJsonArray("values").stream().map(String.class::cast).toList());
  }
}
