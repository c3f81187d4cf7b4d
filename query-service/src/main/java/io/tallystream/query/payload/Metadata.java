package io.tallystream.query.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Deep merge of metadata in stamp order (the contract's 2.2 rule 4). */
final class Metadata {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Metadata() {}

  /** Text by top-level key: strings as they are, other values as JSON. */
  static Map<String, String> merge(List<PayloadRow> rows) {
    JsonNode merged = JSON.createObjectNode();
    for (PayloadRow row : rows) {
      merged = merge(merged, object(row));
    }
    Map<String, String> texts = new LinkedHashMap<>();
    merged.properties().forEach(entry -> texts.put(entry.getKey(), text(entry.getValue())));
    return texts;
  }

  /** A root that is not an object becomes the value of the key {@code metadata}. */
  private static ObjectNode object(PayloadRow row) {
    JsonNode root = row.json() ? parse(row.text()) : JSON.getNodeFactory().textNode(row.text());
    return root instanceof ObjectNode object
        ? object
        : JSON.createObjectNode().put("metadata", text(root));
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(text);
    }
  }

  private static JsonNode merge(JsonNode base, JsonNode later) {
    return switch (base) {
      case ObjectNode object when later instanceof ObjectNode _ -> mergeObjects(object, later);
      case ArrayNode array when later instanceof ArrayNode _ -> mergeArrays(array, later);
      default -> later;
    };
  }

  private static JsonNode mergeObjects(ObjectNode base, JsonNode later) {
    later
        .properties()
        .forEach(
            entry -> {
              JsonNode old = base.get(entry.getKey());
              base.set(
                  entry.getKey(), old == null ? entry.getValue() : merge(old, entry.getValue()));
            });
    return base;
  }

  private static JsonNode mergeArrays(ArrayNode base, JsonNode later) {
    for (int i = 0; i < later.size(); i++) {
      if (i < base.size()) {
        base.set(i, merge(base.get(i), later.get(i)));
      } else {
        base.add(later.get(i));
      }
    }
    return base;
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }
}
