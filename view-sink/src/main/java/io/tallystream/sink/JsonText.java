package io.tallystream.sink;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON text for {@link Columns.Type#JSONB} and {@link Columns.Type#TEXTS}. */
public final class JsonText {
  private JsonText() {}

  /** An object of integers by ascending key; null when there are none. */
  public static @Nullable String object(Map<String, Long> byType) {
    return byType.isEmpty() ? null : new JsonObject(new TreeMap<>(byType)).encode();
  }

  public static String array(List<String> texts) {
    return new JsonArray(List.copyOf(texts)).encode();
  }
}
