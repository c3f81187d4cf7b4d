package io.tallystream.bench.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystream.bench.client.Api;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Models that a run defines for itself, so that the expected prices come from here and not from the
 * shipped catalogue.
 *
 * @param models by the name that generated observations carry
 */
public record PriceList(Map<String, Model> models) {
  /**
   * @param tiers default tier last
   * @param tokenizer OpenAI's model that counts its tokens; empty: nobody does
   */
  public record Model(String name, List<Tier> tiers, String tokenizer) {}

  /**
   * @param id what an observation names as the entry that priced it; known once the model is
   *     created
   * @param moreThanInputTokens condition on the sum of usage types that contain {@code input}; -1
   *     for the default tier
   * @param prices USD per unit by usage type
   */
  public record Tier(String id, long moreThanInputTokens, Map<String, BigDecimal> prices) {}

  /** Name of a model that nobody prices. */
  public static final String UNKNOWN = "oracle-unpriced-model";

  /**
   * Creates the models of a run through the public API; their names carry the seed, so that runs do
   * not meet.
   */
  public static PriceList create(Api api, long seed) throws InterruptedException {
    var models = new TreeMap<String, Model>();
    for (ObjectNode definition : definitions(seed)) {
      JsonNode created = api.post("/api/public/models", definition);
      models.put(created.get("modelName").textValue(), read(created));
    }
    return new PriceList(models);
  }

  private static Model read(JsonNode created) {
    var tiers = new ArrayList<Tier>();
    for (JsonNode tier : created.get("pricingTiers")) {
      var prices = new TreeMap<String, BigDecimal>();
      tier.get("prices")
          .properties()
          .forEach(p -> prices.put(p.getKey(), p.getValue().decimalValue()));
      JsonNode condition = tier.path("conditions").path(0);
      tiers.add(new Tier(tier.get("id").textValue(), condition.path("value").asLong(-1), prices));
    }
    tiers.sort((a, b) -> Long.compare(b.moreThanInputTokens, a.moreThanInputTokens));
    String tokenizer = created.path("tokenizerConfig").path("tokenizerModel").asText("");
    return new Model(created.get("modelName").textValue(), tiers, tokenizer);
  }

  private static List<ObjectNode> definitions(long seed) {
    var all = new ArrayList<ObjectNode>();
    for (int i = 0; i < 4; i++) {
      ObjectNode flat = definition("oracle-" + seed + "-flat-" + i);
      flat.put("inputPrice", new BigDecimal("0.00000015").multiply(BigDecimal.valueOf(i + 1)));
      flat.put("outputPrice", new BigDecimal("0.0000006").multiply(BigDecimal.valueOf(2 * i + 1)));
      if (i > 0) {
        counted(flat, i == 1 ? "gpt-4" : "gpt-4o");
      }
      all.add(flat);
    }
    ObjectNode total = definition("oracle-" + seed + "-total");
    total.put("totalPrice", new BigDecimal("0.00000002"));
    counted(total, "gpt-4o");
    all.add(total);
    ObjectNode tiered = definition("oracle-" + seed + "-tiered");
    var tiers = tiered.putArray("pricingTiers");
    tiers.add(tier("Standard", true, 0, "0.00000125", "0.00001", "0.000000125"));
    ObjectNode large = tier("Long context", false, 1, "0.0000025", "0.000015", "0.00000025");
    ((com.fasterxml.jackson.databind.node.ArrayNode) large.get("conditions"))
        .addObject()
        .put("usageDetailPattern", "input")
        .put("operator", "gt")
        .put("value", 20_000);
    tiers.add(large);
    all.add(tiered);
    return all;
  }

  private static ObjectNode definition(String name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("modelName", name)
        .put("matchPattern", "(?i)^(" + name + ")$")
        .put("unit", "TOKENS");
  }

  private static void counted(ObjectNode definition, String tokenizer) {
    definition
        .put("tokenizerId", "openai")
        .putObject("tokenizerConfig")
        .put("tokenizerModel", tokenizer);
  }

  private static ObjectNode tier(
      String name, boolean isDefault, int priority, String input, String output, String cached) {
    ObjectNode tier = JsonNodeFactory.instance.objectNode();
    tier.put("name", name).put("isDefault", isDefault).put("priority", priority);
    tier.putArray("conditions");
    tier.putObject("prices")
        .put("input", new BigDecimal(input))
        .put("output", new BigDecimal(output))
        .put("input_cached_tokens", new BigDecimal(cached));
    return tier;
  }
}
