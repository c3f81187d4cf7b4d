package io.tallystream.query.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values come back from text as the contract's section 2.3 says: text that is one valid JSON value
 * is shown as that value, spelled as it was stored (no number passes a double), other text as a
 * string.
 */
public final class StoredText {
  private static final JsonFactory JSON = new JsonFactory();

  private StoredText() {}

  /** The JSON value or the string behind a stored text; for the JSON mapper. */
  public static @Nullable Object classic(@Nullable String text) {
    return text != null && isJson(text) ? new RawValue(text) : text;
  }

  /** {@link #classic} of every value. */
  public static Map<String, @Nullable Object> classic(Map<String, String> metadata) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    metadata.forEach((key, text) -> values.put(key, classic(text)));
    return values;
  }

  private static boolean isJson(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return false;
      }
      parser.skipChildren();
      parser.finishToken();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
