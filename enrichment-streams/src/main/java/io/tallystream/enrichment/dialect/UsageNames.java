package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/**
 * What counts are called after {@code gen_ai.usage.} and {@code llm.token_count.}: the contract's
 * 2.11, and the names of conventions after it ({@code cache_write.input_tokens}, counts by
 * modality).
 */
final class UsageNames {
  private static final Map<String, String> WHOLES =
      Map.of(
          "prompt_tokens", "input",
          "input_tokens", "input",
          "prompt", "input",
          "completion_tokens", "output",
          "output_tokens", "output",
          "completion", "output",
          "total_tokens", "total",
          "total", "total");

  private static final Map<String, String> PARTS =
      Map.ofEntries(
          Map.entry("cache_read.input_tokens", "input_cached_tokens"),
          Map.entry("cache_read_input_tokens", "input_cached_tokens"),
          Map.entry("cache_read_tokens", "input_cached_tokens"),
          Map.entry("prompt_details.cache_read", "input_cached_tokens"),
          Map.entry("input_cached_tokens", "input_cached_tokens"),
          Map.entry("cache_creation.input_tokens", "input_cache_creation"),
          Map.entry("cache_creation_input_tokens", "input_cache_creation"),
          Map.entry("cache_write.input_tokens", "input_cache_creation"),
          Map.entry("cache_write_tokens", "input_cache_creation"),
          Map.entry("prompt_details.cache_write", "input_cache_creation"),
          Map.entry("reasoning.output_tokens", "output_reasoning_tokens"),
          Map.entry("completion_details.reasoning", "output_reasoning_tokens"),
          Map.entry("completion_details.audio", "output_audio_tokens"),
          Map.entry("prompt_details.audio", "input_audio_tokens"),
          Map.entry("audio.input_tokens", "input_audio_tokens"),
          Map.entry("image.input_tokens", "input_image_tokens"),
          Map.entry("video.input_tokens", "input_video_tokens"),
          Map.entry("audio.output_tokens", "output_audio_tokens"));

  /** What is left of the whole when the other modalities are taken out. */
  private static final Set<String> REST = Set.of("text.input_tokens", "text.output_tokens");

  private UsageNames() {}

  static void count(String name, JsonNode value, SpanCounts counts) {
    String plain = name.startsWith("details.") ? name.substring("details.".length()) : name;
    if (PARTS.containsKey(plain)) {
      counts.part(name, PARTS.get(plain), value);
    } else if (!REST.contains(plain)) {
      counts.put(name, WHOLES.getOrDefault(plain, plain), value);
    }
  }
}
