package io.tallystream.enrichment.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.event.PicoUsd;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Cost that the client stated (contract 3.2), in pico-USD by usage type. */
public final class ProvidedCost {
  /** Below it every amount rounds to zero pico-USD. */
  private static final double LEAST = 1e-13;

  private ProvidedCost() {}

  /**
   * Of the fields {@code usage} and {@code costDetails}; either may be missing.
   *
   * @throws ArithmeticException when an amount exceeds {@link PicoUsd#MAX_AMOUNT}
   */
  public static Map<String, Long> of(JsonNode usage, JsonNode costDetails) {
    var cost = new LinkedHashMap<String, Long>();
    if (!UsageRules.isOldOpenAi(usage)) {
      put(cost, "input", usage.path("inputCost"));
      put(cost, "output", usage.path("outputCost"));
      put(cost, "total", usage.path("totalCost"));
    }
    costDetails.properties().forEach(e -> put(cost, e.getKey(), e.getValue()));
    return cost;
  }

  /** {@code total}, else input + output when nothing else is there, else unknown. */
  public static OptionalLong total(Map<String, Long> cost) {
    if (cost.containsKey("total")) {
      return OptionalLong.of(cost.get("total"));
    }
    if (cost.isEmpty() || !Set.of("input", "output").containsAll(cost.keySet())) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        Math.addExact(cost.getOrDefault("input", 0L), cost.getOrDefault("output", 0L)));
  }

  private static void put(Map<String, Long> cost, String key, JsonNode amount) {
    if (!amount.isNumber()) {
      return;
    }
    double about = amount.doubleValue();
    if (about >= 0 && Double.isFinite(about)) {
      // Rounding 1e-999999999 exactly would need a gigabyte of zeros.
      cost.put(key, about < LEAST ? 0 : PicoUsd.of(amount.decimalValue()));
    }
  }
}
