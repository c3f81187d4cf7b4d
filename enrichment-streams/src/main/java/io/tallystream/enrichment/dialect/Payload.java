package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.enrichment.merge.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An input, output or metadata.
 *
 * @param json whether {@code data} is JSON; else text as sent
 */
public record Payload(Kind kind, Stamp stamp, boolean json, byte[] data) {
  /** Which field it belongs to. */
  public enum Kind {
    INPUT,
    OUTPUT,
    METADATA
  }

  /** Nothing for a falsy value: it never replaces an input or output (contract 2.2, rule 6). */
  static List<Payload> of(Kind kind, Stamp stamp, JsonNode value) {
    if (falsy(value)) {
      return List.of();
    }
    boolean text = value.isTextual();
    byte[] data = text ? bytes(value.textValue()) : Json.bytes(value);
    return List.of(new Payload(kind, stamp, !text, data));
  }

  /** Wrapped when it is no object (contract 2.2, rule 4). */
  static List<Payload> metadata(Stamp stamp, JsonNode value) {
    if (value.isMissingNode() || value.isNull() || (value.isContainerNode() && value.isEmpty())) {
      return List.of();
    }
    return List.of(new Payload(Kind.METADATA, stamp, true, Json.bytes(object(value))));
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

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
