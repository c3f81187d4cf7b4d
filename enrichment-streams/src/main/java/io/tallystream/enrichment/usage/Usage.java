package io.tallystream.enrichment.usage;

import java.util.Map;

/**
 * Units of one event.
 *
 * @param provided as the client said
 * @param units final, with {@code total}
 * @param rule {@code inclusive}: parts were inside their whole and were subtracted; {@code
 *     exclusive}: they stood beside it; {@code as_sent}
 */
public record Usage(Map<String, Long> provided, Map<String, Long> units, String rule) {
  public static final Usage NONE = new Usage(Map.of(), Map.of(), "as_sent");
}
