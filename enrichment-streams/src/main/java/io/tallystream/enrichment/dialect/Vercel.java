package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Vercel AI SDK (contract 2.7-2.11). */
final class Vercel {
  static final String METADATA = "ai.telemetry.metadata.";
  static final Io.Keys IO =
      new Io.Keys(
          List.of("ai.prompt.messages", "ai.prompt", "ai.toolCall.args"),
          List.of(
              "ai.response.text",
              "ai.result.text",
              "ai.toolCall.result",
              "ai.response.object",
              "ai.result.object",
              "ai.response.toolCalls",
              "ai.result.toolCalls"));

  private static final List<String> TEXT = List.of("ai.response.text", "ai.result.text");
  private static final List<String> CALLS = List.of("ai.response.toolCalls", "ai.result.toolCalls");

  private static final Map<String, String> MODEL_CALLS =
      Map.of(
          "ai.generateText.doGenerate", "GENERATION",
          "ai.generateObject.doGenerate", "GENERATION",
          "ai.streamText.doStream", "GENERATION",
          "ai.streamObject.doStream", "GENERATION",
          "ai.embed.doEmbed", "EMBEDDING",
          "ai.embedMany.doEmbed", "EMBEDDING");

  private static final Pattern CONTAINERS =
      Pattern.compile("ai\\.(generate|stream|embed)\\w*( .*)?");

  private Vercel() {}

  /** Under its own scope, or under a tracer that the application brought. */
  static boolean speaks(SpanView s) {
    return s.hasScope("ai") || s.a().has("ai.operationId");
  }

  private static String operation(SpanView s) {
    String id = s.a().text("ai.operationId");
    return id == null ? s.a().get("operation.name").asText() : id;
  }

  static @Nullable String type(SpanView s) {
    String operation = operation(s);
    for (Map.Entry<String, String> call : MODEL_CALLS.entrySet()) {
      if (operation.startsWith(call.getKey()) && s.a().text(Models.KEYS) != null) {
        return call.getValue();
      }
    }
    return operation.startsWith("ai.toolCall") ? "TOOL" : null;
  }

  /** {@code ai.generateText} repeats the usage of the {@code doGenerate} inside it. */
  static boolean isContainer(SpanView s) {
    return CONTAINERS.matcher(operation(s)).matches();
  }

  /** The operation, after the name that the application gave it. */
  static @Nullable String name(SpanView s) {
    String operation = s.a().text("ai.operationId");
    String function = s.a().text("ai.telemetry.functionId");
    return operation == null || function == null ? operation : function + ":" + operation;
  }

  static Io io(SpanView s) {
    if (!speaks(s)) {
      return Io.NONE;
    }
    Attributes a = s.a();
    Io own = IO.of(s);
    if (a.text(TEXT) != null && a.text(CALLS) != null) {
      ObjectNode message = Json.object().put("role", "assistant").put("content", a.text(TEXT));
      own = new Io(own.input(), message.set("tool_calls", Io.parsed(a.first(CALLS))));
    }
    return own.or(GenAi.io(s));
  }

  /** A fixed list, null where it is not said; what the client states itself lies over it. */
  static JsonNode parameters(SpanView s) {
    if (!speaks(s)) {
      return MissingNode.getInstance();
    }
    Attributes a = s.a();
    ObjectNode all = Json.object();
    all.set("maxSteps", value(a, "ai.settings.maxSteps"));
    all.set("toolChoice", value(a, "ai.prompt.toolChoice"));
    all.set("maxTokens", value(a, "gen_ai.request.max_tokens", "ai.settings.maxTokens"));
    all.set("finishReason", value(a, "gen_ai.response.finish_reasons"));
    all.set("system", value(a, "gen_ai.system", "ai.model.provider"));
    all.set("maxRetries", value(a, "ai.settings.maxRetries"));
    all.set("mode", value(a, "ai.settings.mode"));
    all.set("temperature", value(a, "gen_ai.request.temperature", "ai.settings.temperature"));
    JsonNode serviceTier = VercelUsage.provider(s).at("/openai/serviceTier");
    all.set("service_tier", serviceTier.isMissingNode() ? null : serviceTier);
    if (Langfuse.parameters(s) instanceof ObjectNode explicit) {
      all.setAll(explicit);
    }
    return all;
  }

  private static @Nullable JsonNode value(Attributes a, String... names) {
    JsonNode value = a.first(List.of(names));
    return value.isMissingNode() ? null : value;
  }
}
