package io.tallystream.gateway.http.batch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a field may hold (contract 2.1). {@code null} is allowed everywhere and is judged by the
 * caller. A check reads the value whole, children included.
 */
enum Check {
  ANY(null),
  TEXT("expected a string"),
  NAME("expected a string of at most 1000 characters"),
  ID("expected a string of 1 to 800 characters without a carriage return"),
  DATETIME("expected an ISO 8601 date and time with an offset or Z"),
  BOOLEAN("expected a boolean"),
  INTEGER("expected an integer"),
  LEVEL("expected DEBUG, DEFAULT, WARNING or ERROR"),
  KIND("expected SPAN, GENERATION or EVENT"),
  TEXTS("expected an array of strings"),
  OBJECT("expected an object"),
  AMOUNTS("expected an object of numbers"),
  PARAMETERS("expected an object of strings, numbers, booleans, string arrays or string maps"),
  VALUE("expected a number or a string"),
  SCORE_TYPE("expected NUMERIC, BOOLEAN, CATEGORICAL, TEXT or CORRECTION"),
  SCORE_SOURCE("expected API, ANNOTATION or EVAL");

  private static final Set<String> LEVELS = Set.of("DEBUG", "DEFAULT", "WARNING", "ERROR");
  private static final Set<String> KINDS = Set.of("SPAN", "GENERATION", "EVENT");
  private static final Set<String> SCORE_TYPES =
      Set.of("NUMERIC", "BOOLEAN", "CATEGORICAL", "TEXT", "CORRECTION");
  private static final Set<String> SCORE_SOURCES = Set.of("API", "ANNOTATION", "EVAL");

  private final @Nullable String rule;

  Check(@Nullable String rule) {
    this.rule = rule;
  }

  /**
   * The rule that the value at the parser's token breaks, or null; leaves its last token current.
   */
  @Nullable String broken(JsonParser json) throws IOException {
    boolean holds = json.currentToken() == JsonToken.VALUE_NULL || holds(json);
    json.skipChildren();
    return holds ? null : rule;
  }

  private boolean holds(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    return switch (this) {
      case ANY -> true;
      case TEXT -> token == JsonToken.VALUE_STRING;
      case NAME -> token == JsonToken.VALUE_STRING && json.getTextLength() <= 1000;
      case ID -> token == JsonToken.VALUE_STRING && isId(json.getText());
      case DATETIME -> token == JsonToken.VALUE_STRING && isDateTime(json.getText());
      case BOOLEAN -> token.isBoolean();
      case INTEGER -> token == JsonToken.VALUE_NUMBER_INT;
      case LEVEL -> oneOf(LEVELS, json);
      case KIND -> oneOf(KINDS, json);
      case SCORE_TYPE -> oneOf(SCORE_TYPES, json);
      case SCORE_SOURCE -> oneOf(SCORE_SOURCES, json);
      case TEXTS -> Values.allTexts(json, JsonToken.START_ARRAY);
      case OBJECT -> token == JsonToken.START_OBJECT;
      case AMOUNTS -> Values.amounts(json);
      case PARAMETERS -> Values.parameters(json);
      case VALUE -> token.isNumeric() || token == JsonToken.VALUE_STRING;
    };
  }

  private static boolean oneOf(Set<String> words, JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_STRING && words.contains(json.getText());
  }

  static boolean isId(String text) {
    return !text.isEmpty() && text.length() <= 800 && text.indexOf('\r') < 0;
  }

  static boolean isDateTime(String text) {
    try {
      DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
