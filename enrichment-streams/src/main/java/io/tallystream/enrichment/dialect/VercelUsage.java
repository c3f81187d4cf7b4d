package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.enrichment.usage.Usage;

/** Usage of the Vercel AI SDK, with what the provider says beyond it (contract 2.11). */
final class VercelUsage {
  private VercelUsage() {}

  static JsonNode provider(SpanView s) {
    return s.a().json("ai.response.providerMetadata");
  }

  static Usage of(SpanView s) {
    Attributes a = s.a();
    var counts = new SpanCounts();
    counts.first(a, "input", "gen_ai.usage.prompt_tokens", "gen_ai.usage.input_tokens");
    counts.first(a, "output", "gen_ai.usage.completion_tokens", "gen_ai.usage.output_tokens");
    counts.first(a, "total", "ai.usage.tokens");
    part(counts, a, "ai.usage.cachedInputTokens", "input_cached_tokens");
    part(counts, a, "ai.usage.reasoningTokens", "output_reasoning_tokens");
    openAi(counts, provider(s).path("openai"));
    anthropic(counts, provider(s).at("/anthropic/usage"));
    bedrock(counts, provider(s).at("/bedrock/usage"));
    bedrock(counts, provider(s).path("bedrock"));
    return counts.usage();
  }

  private static void part(SpanCounts counts, Attributes a, String name, String type) {
    counts.part(name, type, a.get(name));
  }

  private static void openAi(SpanCounts counts, JsonNode said) {
    counts.part("cachedPromptTokens", "input_cached_tokens", said.path("cachedPromptTokens"));
    counts.part("reasoningTokens", "output_reasoning_tokens", said.path("reasoningTokens"));
    counts.part(
        "acceptedPredictionTokens",
        "output_accepted_prediction_tokens",
        said.path("acceptedPredictionTokens"));
    counts.part(
        "rejectedPredictionTokens",
        "output_rejected_prediction_tokens",
        said.path("rejectedPredictionTokens"));
  }

  /** The cache's two lifetimes have prices of their own; without them their sum stands. */
  private static void anthropic(SpanCounts counts, JsonNode said) {
    String read = "cache_read_input_tokens";
    counts.part(read, "input_cached_tokens", said.path(read));
    JsonNode split = said.path("cache_creation");
    String fiveMinutes = "ephemeral_5m_input_tokens";
    String oneHour = "ephemeral_1h_input_tokens";
    if (split.has(fiveMinutes) || split.has(oneHour)) {
      counts.part(fiveMinutes, "input_cache_creation_5m", split.path(fiveMinutes));
      counts.part(oneHour, "input_cache_creation_1h", split.path(oneHour));
    } else {
      String created = "cache_creation_input_tokens";
      counts.part(created, "input_cache_creation", said.path(created));
    }
  }

  private static void bedrock(SpanCounts counts, JsonNode said) {
    counts.part("cacheReadInputTokens", "input_cache_read", said.path("cacheReadInputTokens"));
    counts.part("cacheWriteInputTokens", "input_cache_write", said.path("cacheWriteInputTokens"));
    counts.part(
        "cacheCreationInputTokens", "input_cache_creation", said.path("cacheCreationInputTokens"));
  }
}
