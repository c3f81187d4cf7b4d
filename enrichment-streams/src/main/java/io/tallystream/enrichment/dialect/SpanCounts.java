package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.enrichment.usage.Usage;
import io.tallystream.enrichment.usage.UsageRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counts of a span, by usage type. Parts ({@code input_*}, {@code output_*}) are inside their whole
 * and are taken out of it, so that no token is priced twice (contract 2.11).
 */
final class SpanCounts {
  private final Map<String, Long> provided = new LinkedHashMap<>();
  private final Map<String, Long> units = new LinkedHashMap<>();
  private final Set<String> parts = new TreeSet<>();

  /**
   * @param name as the client spells it
   */
  void put(String name, String type, JsonNode count) {
    UsageRules.units(count)
        .ifPresent(
            n -> {
              if (count.isNumber()) {
                provided.put(name, n);
                // Two spellings of one count are one count.
                units.merge(type, n, Math::max);
              }
            });
  }

  void part(String name, String type, JsonNode count) {
    put(name, type, count);
    if (units.containsKey(type)) {
      parts.add(type);
    }
  }

  /** The first attribute that holds a number. */
  void first(Attributes a, String type, String... names) {
    for (String name : names) {
      if (a.get(name).isNumber()) {
        put(name, type, a.get(name));
        return;
      }
    }
  }

  Usage usage() {
    if (units.isEmpty()) {
      return Usage.NONE;
    }
    var all = new LinkedHashMap<>(units);
    var rules = List.of(subtract(all, "input"), subtract(all, "output"));
    String rule =
        rules.contains("exclusive")
            ? "exclusive"
            : rules.contains("inclusive") ? "inclusive" : "as_sent";
    return new Usage(provided, UsageRules.withTotal(all), rule);
  }

  /** Parts larger than their whole cannot be inside it: they stay beside it. */
  private String subtract(Map<String, Long> all, String side) {
    long inside = parts.stream().filter(p -> p.startsWith(side)).mapToLong(units::get).sum();
    long whole = units.getOrDefault(side, 0L);
    if (inside == 0 || whole == 0) {
      return "as_sent";
    }
    if (inside > whole) {
      return "exclusive";
    }
    all.put(side, whole - inside);
    return "inclusive";
  }
}
