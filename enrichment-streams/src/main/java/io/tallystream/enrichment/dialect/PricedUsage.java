package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.enrichment.merge.Field;
import io.tallystream.enrichment.merge.RegistersBuilder;
import io.tallystream.enrichment.usage.Usage;
import java.util.Map;
import java.util.TreeMap;

/**
 * Usage, and the attributes that tier conditions read: they travel together, because a tier is
 * chosen by the event that carried the usage (contract 3.4, rule 4).
 */
final class PricedUsage {
  /** State is small: metadata is kept in the order of its keys as far as this many characters. */
  private static final int MAX_METADATA_CHARS = 2_048;

  private PricedUsage() {}

  static void put(Usage usage, JsonNode parameters, JsonNode metadata, RegistersBuilder out) {
    if (usage.units().isEmpty()) {
      return;
    }
    out.amounts(Field.USAGE, usage.units()).amounts(Field.PROVIDED_USAGE, usage.provided());
    out.text(Field.USAGE_RULE, usage.rule());
    var attributes = new TreeMap<String, String>();
    parameters.properties().stream()
        .filter(e -> !e.getValue().isNull())
        .forEach(e -> attributes.put("model_parameters." + e.getKey(), Json.text(e.getValue())));
    scalars(metadata, attributes);
    out.texts(Field.PRICING_ATTRIBUTES, attributes);
  }

  /** A condition names single values; objects and arrays are never one of them. */
  private static void scalars(JsonNode metadata, Map<String, String> attributes) {
    var sorted = new TreeMap<String, String>();
    metadata
        .properties()
        .forEach(
            e -> {
              if (e.getValue().isValueNode() && !e.getValue().isNull()) {
                sorted.put("metadata." + e.getKey(), Json.text(e.getValue()));
              }
            });
    int left = MAX_METADATA_CHARS;
    for (Map.Entry<String, String> e : sorted.entrySet()) {
      int length = e.getKey().length() + e.getValue().length();
      if (length <= left) {
        attributes.put(e.getKey(), e.getValue());
        left -= length;
      }
    }
  }
}
