package io.tallystream.gateway.http.batch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Shapes of values that have children. Each reads to the value's last token. */
final class Values {
  private Values() {}

  /** An array, or the values of an object, of strings only. */
  static boolean allTexts(JsonParser json, JsonToken start) throws IOException {
    if (json.currentToken() != start) {
      return false;
    }
    boolean holds = true;
    for (JsonToken each = json.nextValue(); !each.isStructEnd(); each = json.nextValue()) {
      holds &= each == JsonToken.VALUE_STRING;
      json.skipChildren();
    }
    return holds;
  }

  /** Numbers, null, or detail objects by name, as usage and cost are sent. */
  static boolean amounts(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    boolean holds = true;
    for (JsonToken each = json.nextValue(); !each.isStructEnd(); each = json.nextValue()) {
      holds &= each.isNumeric() || each == JsonToken.VALUE_NULL || each == JsonToken.START_OBJECT;
      json.skipChildren();
    }
    return holds;
  }

  static boolean parameters(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    boolean holds = true;
    for (JsonToken each = json.nextValue(); !each.isStructEnd(); each = json.nextValue()) {
      holds &= !each.isStructStart() || allTexts(json, each);
      json.skipChildren();
    }
    return holds;
  }
}
