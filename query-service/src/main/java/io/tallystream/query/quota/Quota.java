package io.tallystream.query.quota;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Per second, over all gateways; 0 = unlimited, null = as the gateways are set up.
 *
 * @param softEvents above: the overflow lane
 * @param softBytes the same, of unpacked bodies
 * @param hardEvents above: 503
 * @param hardBytes the same, of unpacked bodies
 */
record Quota(
    @Nullable Long softEvents,
    @Nullable Long softBytes,
    @Nullable Long hardEvents,
    @Nullable Long hardBytes) {
  static final String SOFT_EVENTS = "softEventsPerSecond";
  static final String SOFT_BYTES = "softBytesPerSecond";
  static final String HARD_EVENTS = "hardEventsPerSecond";
  static final String HARD_BYTES = "hardBytesPerSecond";

  /** Nothing of its own. */
  static final Quota NONE = new Quota(null, null, null, null);

  Map<String, @Nullable Object> json(String projectId) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("projectId", projectId);
    json.put(SOFT_EVENTS, softEvents);
    json.put(SOFT_BYTES, softBytes);
    json.put(HARD_EVENTS, hardEvents);
    json.put(HARD_BYTES, hardBytes);
    return json;
  }
}
