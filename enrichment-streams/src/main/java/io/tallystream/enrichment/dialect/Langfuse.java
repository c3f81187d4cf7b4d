package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Attributes of the Langfuse SDKs (contract 2.7-2.9, 2.12). */
final class Langfuse {
  private static final String PREFIX = "langfuse.observation.";
  static final String USAGE = PREFIX + "usage_details";
  static final String COST = PREFIX + "cost_details";
  static final String PARAMETERS = PREFIX + "model.parameters";
  static final Io.Keys IO = new Io.Keys(List.of(PREFIX + "input"), List.of(PREFIX + "output"));

  private static final Set<String> TYPES =
      Set.of(
          "SPAN",
          "GENERATION",
          "EVENT",
          "EMBEDDING",
          "AGENT",
          "TOOL",
          "CHAIN",
          "RETRIEVER",
          "GUARDRAIL",
          "EVALUATOR");

  /** What only generations carry; SDKs up to 3.3 called some of them spans. */
  private static final List<String> OF_GENERATIONS =
      List.of(
          PREFIX + "model.name",
          PARAMETERS,
          USAGE,
          COST,
          PREFIX + "completion_start_time",
          PREFIX + "prompt.name",
          PREFIX + "prompt.version");

  private static final Pattern UP_TO_3_3 = Pattern.compile("[v=]?([0-2]|3\\.[0-3])(\\..*)?");

  private Langfuse() {}

  static @Nullable String type(SpanView s) {
    String type = s.a().get(PREFIX + "type").asText().toUpperCase(Locale.ROOT);
    if (!TYPES.contains(type)) {
      return null;
    }
    return type.equals("SPAN") && isMisnamedGeneration(s) ? "GENERATION" : type;
  }

  private static boolean isMisnamedGeneration(SpanView s) {
    return s.hasScope("langfuse-sdk")
        && s.resource().get("telemetry.sdk.language").asText().equals("python")
        && UP_TO_3_3.matcher(s.scope().getVersion()).matches()
        && OF_GENERATIONS.stream().anyMatch(s.a()::has);
  }

  /** The level by any of its aliases; null when there is none. */
  static @Nullable String level(SpanView s) {
    return switch (s.a().get(PREFIX + "level").asText().toUpperCase(Locale.ROOT)) {
      case "DEBUG", "TRACE", "VERBOSE" -> "DEBUG";
      case "DEFAULT", "INFO", "LOG", "NOTICE", "OK", "SUCCESS" -> "DEFAULT";
      case "WARN", "WARNING" -> "WARNING";
      case "ERROR", "FATAL", "CRITICAL" -> "ERROR";
      default -> null;
    };
  }

  /** What is neither text nor number becomes JSON text: a list of stops reads back as text. */
  static JsonNode parameters(SpanView s) {
    JsonNode sent = s.a().json(PARAMETERS);
    if (!(sent instanceof ObjectNode object)) {
      return MissingNode.getInstance();
    }
    ObjectNode parameters = Json.object();
    object
        .properties()
        .forEach(
            e -> {
              JsonNode v = e.getValue();
              if (v.isTextual() || v.isNumber()) {
                parameters.set(e.getKey(), v);
              } else {
                parameters.put(e.getKey(), v.toString());
              }
            });
    return parameters;
  }
}
