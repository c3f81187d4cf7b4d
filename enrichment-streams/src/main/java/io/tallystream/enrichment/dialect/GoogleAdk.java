package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Google's Agent Development Kit (contract 2.9 row 8, 2.11). */
final class GoogleAdk {
  private static final String PREFIX = "gcp.vertex.agent.";
  static final Io.Keys IO =
      new Io.Keys(
          List.of(PREFIX + "llm_request", PREFIX + "tool_call_args"),
          List.of(PREFIX + "llm_response", PREFIX + "tool_response"));

  private GoogleAdk() {}

  static Io io(SpanView s) {
    return new Io(first(s.a(), IO.input()), first(s.a(), IO.output()));
  }

  /** Tool spans carry an empty request and response of a model. */
  private static JsonNode first(Attributes a, List<String> names) {
    String ofModel = names.getFirst();
    boolean empty = a.text(ofModel) == null || a.get(ofModel).asText().equals("{}");
    return a.first(empty ? names.subList(1, names.size()) : names);
  }

  /** Cached input, which the attributes do not tell. */
  static JsonNode cachedTokens(SpanView s) {
    JsonNode usage = s.a().json(PREFIX + "llm_response").path("usage_metadata");
    return usage.path("cached_content_token_count");
  }
}
