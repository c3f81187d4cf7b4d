package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** OpenTelemetry's GenAI conventions (contract 2.8 priorities 3 and 7, 2.9 row 17, 2.10). */
final class GenAi {
  static final String OPERATION = "gen_ai.operation.name";
  static final String INSTRUCTIONS = "gen_ai.system_instructions";
  static final Io.Keys IO =
      new Io.Keys(
          List.of("gen_ai.input.messages", "gen_ai.tool.call.arguments"),
          List.of("gen_ai.output.messages", "gen_ai.tool.call.result"));

  private static final List<String> REQUEST =
      List.of("gen_ai.request.", "llm.invocation_parameters.");

  private static final Map<String, String> TYPES =
      Map.of(
          "chat", "GENERATION",
          "completion", "GENERATION",
          "text_completion", "GENERATION",
          "generate_content", "GENERATION",
          "generate", "GENERATION",
          "embeddings", "EMBEDDING",
          "invoke_agent", "AGENT",
          "create_agent", "AGENT",
          "execute_tool", "TOOL");

  /** They repeat the model and usage of the spans inside them. */
  private static final Set<String> CONTAINERS =
      Set.of("invoke_agent", "agent_step", "invoke_workflow", "plan");

  private GenAi() {}

  static @Nullable String type(SpanView s) {
    return TYPES.get(s.a().get(OPERATION).asText());
  }

  static @Nullable String toolType(SpanView s) {
    return s.a().text(List.of("gen_ai.tool.name", "gen_ai.tool.call.id")) == null ? null : "TOOL";
  }

  static boolean isContainer(SpanView s) {
    return CONTAINERS.contains(s.a().get(OPERATION).asText());
  }

  static Io io(SpanView s) {
    Io io = IO.of(s);
    return s.a().text(IO.input().getFirst()) == null
        ? io
        : new Io(withInstructions(s.a(), io.input()), io.output());
  }

  /** Messages with the system's instructions before them, unless a system message is there. */
  static JsonNode withInstructions(Attributes a, JsonNode messages) {
    JsonNode instructions = Io.parsed(a.first(List.of(INSTRUCTIONS)));
    if (instructions.isMissingNode()) {
      return messages;
    }
    JsonNode parsed = Io.parsed(messages);
    if (!parsed.isArray() || hasSystem(parsed)) {
      return messages;
    }
    ObjectNode system = Json.object().put("role", "system");
    system.set(instructions.isArray() ? "parts" : "content", instructions);
    return JsonNodeFactory.instance.arrayNode().add(system).addAll((ArrayNode) parsed);
  }

  private static boolean hasSystem(JsonNode messages) {
    for (JsonNode message : messages) {
      if (message.path("role").asText().equals("system")) {
        return true;
      }
    }
    return false;
  }

  /** Every attribute of the request but the model. */
  static JsonNode parameters(SpanView s) {
    ObjectNode all = Json.object();
    for (Map.Entry<String, JsonNode> attribute : s.a().byName().entrySet()) {
      for (String prefix : REQUEST) {
        String name = attribute.getKey();
        if (name.startsWith(prefix) && !name.substring(prefix.length()).equals("model")) {
          all.set(name.substring(prefix.length()), attribute.getValue());
        }
      }
    }
    return all;
  }
}
