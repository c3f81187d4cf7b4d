package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.enrichment.merge.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An input, output or metadata. */
public record Payload(Kind kind, Stamp stamp, JsonNode value) {
  /** Which field it belongs to. */
  public enum Kind {
    INPUT,
    OUTPUT,
    METADATA
  }

  /** Nothing for a falsy value: it never replaces an input or output (contract 2.2, rule 6). */
  static List<Payload> of(Kind kind, Stamp stamp, JsonNode value) {
    return falsy(value) ? List.of() : List.of(new Payload(kind, stamp, value));
  }

  /** Wrapped when it is no object (contract 2.2, rule 4). */
  static List<Payload> metadata(Stamp stamp, JsonNode value) {
    if (value.isMissingNode() || value.isNull() || (value.isContainerNode() && value.isEmpty())) {
      return List.of();
    }
    return List.of(new Payload(Kind.METADATA, stamp, object(value)));
  }

  /** Metadata as an object: a scalar or array becomes its member {@code metadata}, as text. */
  static JsonNode object(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return Json.object();
    }
    return value.isObject() ? value : Json.object().put("metadata", Json.text(value));
  }

  static boolean falsy(JsonNode v) {
    return v.isMissingNode()
        || v.isNull()
        || (v.isTextual() && v.textValue().isEmpty())
        || (v.isNumber() && v.doubleValue() == 0)
        || (v.isBoolean() && !v.booleanValue());
  }

  /** Whether {@link #data} is JSON; else text as sent. */
  public boolean json() {
    return !value.isTextual();
  }

  /** UTF-8. */
  public byte[] data() {
    return value.isTextual()
        ? value.textValue().getBytes(StandardCharsets.UTF_8)
        : Json.bytes(value);
  }

  /** As it is stored. */
  public String text() {
    return Json.text(value);
  }

  /** As JSON where the text is that. */
  public JsonNode read() {
    if (value.isContainerNode()) {
      return value;
    }
    JsonNode json = Json.parse(text());
    return json.isMissingNode() ? value : json;
  }

  /** Whether nothing of an earlier one of the same field is left once this is merged into it. */
  public boolean hides(Payload earlier) {
    return stamp.compareTo(earlier.stamp) > 0
        && (kind != Kind.METADATA || covers(value, earlier.value));
  }

  private static boolean covers(JsonNode later, JsonNode earlier) {
    for (Map.Entry<String, JsonNode> e : earlier.properties()) {
      JsonNode over = later.path(e.getKey());
      boolean covered =
          e.getValue().isObject() ? over.isObject() && covers(over, e.getValue()) : states(over);
      if (!covered) {
        return false;
      }
    }
    return true;
  }

  /** What replaces whatever is there, by any reading of the merge. */
  private static boolean states(JsonNode v) {
    return v.isValueNode() && !v.isNull();
  }
}
