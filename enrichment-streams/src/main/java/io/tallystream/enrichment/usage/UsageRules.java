package io.tallystream.enrichment.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Usage of an event (contract 3.1). */
public final class UsageRules {
  private record OpenAi(String input, String output, String total) {
    boolean matches(JsonNode details) {
      var names = new HashSet<String>();
      details.fieldNames().forEachRemaining(names::add);
      return names.containsAll(Set.of(input, output, total))
          && Set.of(input, output, total, input + "_details", output + "_details")
              .containsAll(names)
          && Stream.of(input, output, total).allMatch(name -> isCount(details.get(name)))
          && Stream.of(input, output).allMatch(name -> isParts(details.path(name + "_details")));
    }

    /** A text is no count here, although {@link #raw} reads it. */
    private static boolean isCount(JsonNode value) {
      return value.isNumber() && units(value).isPresent();
    }

    private static boolean isParts(JsonNode value) {
      return value.isObject() || value.isMissingNode() || value.isNull();
    }
  }

  /**
   * Greatest count; beyond it is no usage, and sums of nine thousand such still fit 64 bits. Every
   * whole number up to it is exact as a double.
   */
  private static final long MAX_UNITS = 1_000_000_000_000_000L;

  private static final OpenAi CHAT =
      new OpenAi("prompt_tokens", "completion_tokens", "total_tokens");
  private static final OpenAi RESPONSES =
      new OpenAi("input_tokens", "output_tokens", "total_tokens");

  private UsageRules() {}

  /** Of the fields {@code usage} and {@code usageDetails}; either may be missing. */
  public static Usage of(JsonNode usage, JsonNode details) {
    var units = new LinkedHashMap<>(legacy(usage, details.isEmpty()));
    String rule = "as_sent";
    if (CHAT.matches(details)) {
      rule = openAi(details, CHAT, units);
    } else if (RESPONSES.matches(details)) {
      rule = openAi(details, RESPONSES, units);
    } else {
      units.putAll(raw(details));
    }
    if (units.isEmpty()) {
      return Usage.NONE;
    }
    var provided = new LinkedHashMap<>(legacy(usage, false));
    provided.putAll(raw(details));
    return new Usage(provided, withTotal(units), rule);
  }

  /** Adds the sum as {@code total} when there is none. */
  public static Map<String, Long> withTotal(Map<String, Long> units) {
    var all = new LinkedHashMap<>(units);
    if (!all.isEmpty()) {
      all.computeIfAbsent("total", k -> units.values().stream().mapToLong(n -> n).sum());
    }
    return all;
  }

  /** The form whose cost fields are ignored (3.1, first row). */
  static boolean isOldOpenAi(JsonNode usage) {
    return usage.has("promptTokens") || usage.has("completionTokens") || usage.has("totalTokens");
  }

  private static Map<String, Long> legacy(JsonNode usage, boolean addTotal) {
    boolean old = isOldOpenAi(usage);
    var units = new LinkedHashMap<String, Long>();
    put(units, "input", usage.path(old ? "promptTokens" : "input"));
    put(units, "output", usage.path(old ? "completionTokens" : "output"));
    put(units, "total", usage.path(old ? "totalTokens" : "total"));
    return addTotal ? withTotal(units) : units;
  }

  private static String openAi(JsonNode details, OpenAi form, Map<String, Long> into) {
    boolean input = side(details, form.input, "input", into);
    boolean output = side(details, form.output, "output", into);
    put(into, "total", details.get(form.total));
    return input || output ? "inclusive" : "as_sent";
  }

  private static boolean side(JsonNode details, String key, String side, Map<String, Long> into) {
    long left = units(details.get(key)).orElse(0);
    JsonNode parts = details.path(key + "_details");
    boolean any = false;
    for (Map.Entry<String, JsonNode> part : parts.properties()) {
      OptionalLong n = units(part.getValue());
      if (n.isPresent()) {
        into.put(side + "_" + part.getKey(), n.getAsLong());
        left = Math.max(0, left - n.getAsLong());
        any = true;
      }
    }
    into.put(side, left);
    return any;
  }

  /** Numbers and number-like texts by key; the rest is dropped. */
  public static Map<String, Long> raw(JsonNode details) {
    var units = new LinkedHashMap<String, Long>();
    details.properties().forEach(e -> put(units, e.getKey(), e.getValue()));
    return units;
  }

  private static void put(Map<String, Long> units, String key, JsonNode value) {
    units(value == null ? MissingNode.getInstance() : value).ifPresent(n -> units.put(key, n));
  }

  /** Whole numbers, also when spelled {@code 12.0}, and texts of digits. */
  public static OptionalLong units(JsonNode value) {
    if (value.isNumber()) {
      double about = value.doubleValue();
      return about >= 0 && about <= MAX_UNITS && about == Math.rint(about)
          ? OptionalLong.of((long) about)
          : OptionalLong.empty();
    }
    if (value.isTextual() && value.textValue().matches("\\d{1,15}")) {
      return OptionalLong.of(Long.parseLong(value.textValue()));
    }
    return OptionalLong.empty();
  }
}
