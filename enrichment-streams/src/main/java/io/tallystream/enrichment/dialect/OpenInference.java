package io.tallystream.enrichment.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenInference, of Arize Phoenix and others (contract 2.8-2.10). */
final class OpenInference {
  static final Io.Keys IO = new Io.Keys(List.of("input.value"), List.of("output.value"));
  static final String INPUT_MESSAGES = "llm.input_messages";
  static final String OUTPUT_MESSAGES = "llm.output_messages";

  private static final Map<String, String> TYPES =
      Map.of(
          "LLM", "GENERATION",
          "CHAIN", "CHAIN",
          "RETRIEVER", "RETRIEVER",
          "EMBEDDING", "EMBEDDING",
          "AGENT", "AGENT",
          "TOOL", "TOOL",
          "GUARDRAIL", "GUARDRAIL",
          "EVALUATOR", "EVALUATOR");

  private OpenInference() {}

  static @Nullable String type(SpanView s) {
    return TYPES.get(s.a().get("openinference.span.kind").asText().toUpperCase(Locale.ROOT));
  }

  static Io flat(SpanView s) {
    return new Io(FlatKeys.nested(s.a(), INPUT_MESSAGES), FlatKeys.nested(s.a(), OUTPUT_MESSAGES));
  }

  /** An agent or chain that names no model sums up the calls inside it (smolagents does). */
  static boolean isContainer(SpanView s) {
    String type = type(s);
    return ("AGENT".equals(type) || "CHAIN".equals(type)) && s.a().text(Models.KEYS) == null;
  }
}
