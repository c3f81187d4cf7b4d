package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tallystream.enrichment.usage.ProvidedCost;
import io.tallystream.enrichment.usage.Usage;
import io.tallystream.enrichment.usage.UsageRules;
import java.util.List;
import java.util.Map;

/** Usage and stated cost of a span (contract 2.11). */
final class SpanUsage {
  private static final List<String> PREFIXES = List.of("gen_ai.usage.", "llm.token_count.");
  private static final JsonNode NONE = MissingNode.getInstance();

  private SpanUsage() {}

  /**
   * Of a span that does not repeat its children's. What the client states in Langfuse's own
   * attribute is meant for this span and counts everywhere.
   */
  static Usage usage(SpanView s) {
    JsonNode stated = s.a().json(Langfuse.USAGE);
    if (stated.isObject()) {
      return UsageRules.of(NONE, stated);
    }
    if (isContainer(s)) {
      return Usage.NONE;
    }
    if (s.a().json(Genkit.OUTPUT).path("usage").isObject()) {
      return Genkit.usage(s);
    }
    return Vercel.speaks(s) ? VercelUsage.of(s) : counted(s);
  }

  /** Whether it repeats what its children used. */
  static boolean isContainer(SpanView s) {
    return Vercel.isContainer(s) || OpenInference.isContainer(s) || PydanticAi.isContainer(s);
  }

  private static Usage counted(SpanView s) {
    var counts = new SpanCounts();
    s.a().byName().forEach((name, value) -> count(name, value, counts));
    counts.part("cached_content_token_count", "input_cached_tokens", GoogleAdk.cachedTokens(s));
    return counts.usage();
  }

  private static void count(String name, JsonNode value, SpanCounts counts) {
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix) && !name.equals("gen_ai.usage.cost")) {
        UsageNames.count(name.substring(prefix.length()), value, counts);
      }
    }
  }

  /**
   * @throws ArithmeticException when an amount is out of range
   */
  static Map<String, Long> cost(SpanView s) {
    JsonNode details = s.a().json(Langfuse.COST);
    if (details.isObject()) {
      return ProvidedCost.of(NONE, details);
    }
    JsonNode total = s.a().first(List.of("gen_ai.usage.cost", "llm.cost.total"));
    boolean own = total.isNumber() && !isContainer(s);
    return ProvidedCost.of(NONE, own ? Json.object().set("total", total) : NONE);
  }
}
