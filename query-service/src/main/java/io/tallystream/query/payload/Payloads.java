package io.tallystream.query.payload;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a reader sees of an entity's payloads, as stored text (the contract's 2.2 rules 4 and 6).
 *
 * @param metadata text by top-level key
 */
public record Payloads(
    @Nullable String input, @Nullable String output, Map<String, String> metadata) {
  public static final Payloads NONE = new Payloads(null, null, Map.of());

  public Payloads {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }
}
