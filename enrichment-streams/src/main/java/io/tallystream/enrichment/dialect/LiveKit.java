package io.tallystream.enrichment.dialect;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** LiveKit agents (contract 2.8 priority 9, 2.9 row 10). */
final class LiveKit {
  static final Io.Keys IO =
      new Io.Keys(
          List.of("lk.input_text", "lk.user_transcript", "lk.chat_ctx"),
          List.of("lk.function_tool.output", "lk.response.text"));

  private static final Map<String, String> TYPES =
      Map.of("agent_turn", "AGENT", "start_agent_activity", "AGENT", "function_tool", "TOOL");

  private LiveKit() {}

  static @Nullable String type(SpanView s) {
    return s.hasScope("livekit-agents") ? TYPES.get(s.name()) : null;
  }
}
