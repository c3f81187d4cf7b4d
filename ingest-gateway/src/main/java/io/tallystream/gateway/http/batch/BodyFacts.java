package io.tallystream.gateway.http.batch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rules across fields need to know of a body that was read once. */
final class BodyFacts {
  private static final Set<String> KEPT =
      Set.of(
          "id",
          "traceId",
          "observationId",
          "sessionId",
          "datasetRunId",
          "name",
          "dataType",
          "source");

  private final Map<String, String> texts = new HashMap<>();
  private final Set<String> present = new HashSet<>();
  private @Nullable BigDecimal number;
  private @Nullable String text;

  /** Notes the value at the parser's token; reads no further. */
  void note(String field, JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      present.remove(field);
      texts.remove(field);
      return;
    }
    present.add(field);
    if (token == JsonToken.VALUE_STRING && KEPT.contains(field)) {
      texts.put(field, json.getText());
    }
    if (field.equals("value")) {
      number = token.isNumeric() ? zeroOrOne(json) : null;
      text = token == JsonToken.VALUE_STRING ? json.getText() : null;
    }
  }

  /** Long numbers are only compared with 0 and 1: they need not be read. */
  private static BigDecimal zeroOrOne(JsonParser json) throws IOException {
    return json.getTextLength() > 64 ? BigDecimal.TWO : new BigDecimal(json.getText());
  }

  boolean has(String field) {
    return present.contains(field);
  }

  @Nullable String text(String field) {
    return texts.get(field);
  }

  @Nullable BigDecimal number() {
    return number;
  }

  @Nullable String scoreText() {
    return text;
  }
}
