package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tallystream.enrichment.usage.Usage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Google Genkit (contract 2.8-2.11). */
final class Genkit {
  static final String INPUT = "genkit:input";
  static final String OUTPUT = "genkit:output";
  private static final String SCOPE = "genkit-tracer";

  private static final Map<String, String> TYPES =
      Map.of(
          "model", "GENERATION",
          "background-model", "GENERATION",
          "embedder", "EMBEDDING",
          "tool", "TOOL",
          "tool.v2", "TOOL",
          "retriever", "RETRIEVER",
          "evaluator", "EVALUATOR");

  private Genkit() {}

  static @Nullable String type(SpanView s) {
    return TYPES.get(s.a().get("genkit:metadata:subtype").asText());
  }

  /** The name of a model span is the model. */
  static @Nullable String model(SpanView s) {
    return "GENERATION".equals(type(s)) ? s.a().text("genkit:name") : null;
  }

  static Io io(SpanView s) {
    return s.hasScope(SCOPE)
        ? new Io(part(s, INPUT, "messages"), part(s, OUTPUT, "message"))
        : Io.NONE;
  }

  private static JsonNode part(SpanView s, String key, String member) {
    JsonNode part = s.a().json(key).path(member);
    return part.isMissingNode() ? s.a().first(List.of(key)) : part;
  }

  static JsonNode parameters(SpanView s) {
    return s.hasScope(SCOPE) ? s.a().json(INPUT).path("config") : MissingNode.getInstance();
  }

  /** Thoughts are inside the output. */
  static Usage usage(SpanView s) {
    JsonNode sent = s.a().json(OUTPUT).path("usage");
    var counts = new SpanCounts();
    counts.put("inputTokens", "input", sent.path("inputTokens"));
    counts.put("outputTokens", "output", sent.path("outputTokens"));
    counts.put("totalTokens", "total", sent.path("totalTokens"));
    counts.part("thoughtsTokens", "output_reasoning", sent.path("thoughtsTokens"));
    return counts.usage();
  }
}
