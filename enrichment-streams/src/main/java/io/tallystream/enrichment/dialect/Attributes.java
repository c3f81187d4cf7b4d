package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes by name; the values as JSON (contract 2.5, last row). */
record Attributes(Map<String, JsonNode> byName) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  static Attributes of(List<KeyValue> sent) {
    var byName = new LinkedHashMap<String, JsonNode>();
    sent.forEach(
        kv -> {
          JsonNode value = value(kv.getValue());
          byName.put(kv.getKey(), value.isObject() ? JSON.textNode(value.toString()) : value);
        });
    return new Attributes(byName);
  }

  /** Objects inside arrays stay objects, or messages sent as values would be JSON in JSON. */
  private static JsonNode value(AnyValue v) {
    return switch (v.getValueCase()) {
      case STRING_VALUE -> JSON.textNode(v.getStringValue());
      case BOOL_VALUE -> JSON.booleanNode(v.getBoolValue());
      case INT_VALUE -> JSON.numberNode(v.getIntValue());
      case DOUBLE_VALUE -> real(v.getDoubleValue());
      case ARRAY_VALUE -> {
        var array = JSON.arrayNode();
        v.getArrayValue().getValuesList().forEach(e -> array.add(value(e)));
        yield array;
      }
      case KVLIST_VALUE -> {
        ObjectNode object = JSON.objectNode();
        v.getKvlistValue()
            .getValuesList()
            .forEach(kv -> object.set(kv.getKey(), value(kv.getValue())));
        yield object;
      }
      case BYTES_VALUE ->
          JSON.textNode(Base64.getEncoder().encodeToString(v.getBytesValue().toByteArray()));
      default -> JSON.nullNode();
    };
  }

  /** JSON has no NaN: it would make the payload around it unreadable. */
  private static JsonNode real(double value) {
    return Double.isFinite(value) ? JSON.numberNode(value) : JSON.textNode(Double.toString(value));
  }

  ObjectNode object() {
    return Json.object().setAll(byName);
  }

  JsonNode get(String name) {
    return byName.getOrDefault(name, MissingNode.getInstance());
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  /** The first that is there and neither null nor empty text. */
  JsonNode first(List<String> names) {
    for (String name : names) {
      if (text(name) != null) {
        return get(name);
      }
    }
    return MissingNode.getInstance();
  }

  /** The first non-empty text; what is no text is JSON-encoded. Null when there is none. */
  @Nullable String text(List<String> names) {
    for (String name : names) {
      String text = text(name);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  @Nullable String text(String name) {
    JsonNode v = get(name);
    if (v.isMissingNode() || v.isNull() || (v.isTextual() && v.textValue().isEmpty())) {
      return null;
    }
    return Json.text(v);
  }

  /** An object or array that is there as such or as JSON text; else missing. */
  JsonNode json(String name) {
    JsonNode v = get(name);
    JsonNode json = v.isTextual() ? Json.parse(v.textValue()) : v;
    return json.isContainerNode() ? json : MissingNode.getInstance();
  }

  /** {@code true} or {@code "true"}. */
  boolean isTrue(String name) {
    return get(name).asText().equals("true");
  }
}
