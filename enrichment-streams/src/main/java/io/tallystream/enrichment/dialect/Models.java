package io.tallystream.enrichment.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model of a span (contract 2.7, 2.8 priority 10). */
final class Models {
  static final List<String> KEYS =
      List.of(
          "langfuse.observation.model.name",
          "gen_ai.response.model",
          "ai.model.id",
          "gen_ai.request.model",
          "llm.response.model",
          "llm.model_name",
          "model");

  /** With one of these a span that says nothing else is a generation. */
  private static final List<String> OF_GENERATIONS =
      List.of(
          "langfuse.observation.model.name",
          "gen_ai.request.model",
          "gen_ai.response.model",
          "llm.model_name",
          "model");

  private Models() {}

  static @Nullable String name(SpanView s) {
    String name = s.a().text(KEYS);
    return name == null ? Genkit.model(s) : name;
  }

  static @Nullable String type(SpanView s) {
    return s.a().text(OF_GENERATIONS) == null ? null : "GENERATION";
  }
}
