package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tallystream.enrichment.merge.Field;
import io.tallystream.enrichment.merge.RegistersBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Names of the tools that an observation was offered and how often it called each (contract 2.7),
 * in the shapes of OpenAI, Anthropic, the Vercel AI SDK, LangChain and OpenTelemetry. What names
 * none leaves what an earlier event named.
 */
final class Tools {
  /** More names, and longer ones, are no tools; state would not hold them. */
  private static final int MAX_NAMES = 512;

  private static final int MAX_LENGTH = 256;

  /** Text without any of these is not parsed. */
  private static final List<String> OFFERS = List.of("\"tools\"");

  private static final List<String> CALLS = List.of("tool", "\"arguments\"");

  private static final Set<String> CALL_TYPES =
      Set.of("function", "function_call", "tool-call", "tool_use", "tool_call");
  private static final Set<String> PART_TYPES = Set.of("tool_use", "tool-call", "tool_call");
  private static final List<String> MESSAGE =
      List.of("role", "content", "parts", "tool_calls", "additional_kwargs", "message");

  private final Map<String, Long> times = new TreeMap<>();
  private final Set<String> seen = new HashSet<>();

  private Tools() {}

  /**
   * @param stated definitions beside the input; missing where there are none
   */
  static void put(JsonNode input, JsonNode output, List<JsonNode> stated, RegistersBuilder out) {
    var offered = new Tools();
    offered.request(looked(input, OFFERS));
    stated.forEach(offered::definitions);
    var called = new Tools();
    called.answer(looked(output, CALLS));
    out.amounts(Field.TOOLS, offered.times).amounts(Field.TOOL_CALLS, called.times);
  }

  /** What defines tools among a span's attributes and metadata. */
  static List<JsonNode> stated(Attributes a, JsonNode metadata) {
    var stated = new ArrayList<JsonNode>();
    stated.add(metadata.path("tools"));
    stated.add(a.json("ai.prompt.tools"));
    stated.add(a.json("gen_ai.tool.definitions"));
    stated.add(a.json("model_request_parameters").path("function_tools"));
    if (a.has("llm.tools.0.tool.json_schema")) {
      FlatKeys.nested(a, "llm.tools")
          .forEach(tool -> stated.add(tool.path("tool").path("json_schema")));
    }
    return stated;
  }

  /** The value's tree, where it is one or a text that may hold what is looked for. */
  private static JsonNode looked(JsonNode value, List<String> hints) {
    if (value.isContainerNode()) {
      return value;
    }
    String text = value.isTextual() || value instanceof JsonText ? value.asText() : "";
    boolean may = text.startsWith("{") || text.startsWith("[");
    return may && hints.stream().anyMatch(text::contains)
        ? Json.parse(text)
        : MissingNode.getInstance();
  }

  private void request(JsonNode input) {
    definitions(input.path("tools"));
    for (JsonNode message : input.isArray() ? input : input.path("messages")) {
      definitions(message.path("tools"));
    }
  }

  /** A list, or one, or either as JSON text. */
  private void definitions(JsonNode sent) {
    JsonNode tools = Io.parsed(sent);
    if (tools.isArray()) {
      tools.forEach(tool -> definition(Io.parsed(tool)));
    } else {
      definition(tools);
    }
  }

  private void definition(JsonNode tool) {
    String name = name(tool.path("function"), tool);
    if (name != null && times.size() < MAX_NAMES) {
      times.put(name, 1L);
    }
  }

  private void answer(JsonNode output) {
    if (output.isArray()) {
      for (JsonNode item : output) {
        if (isCall(item) && MESSAGE.stream().noneMatch(item::has)) {
          call(item);
        } else {
          message(item);
        }
      }
    } else {
      message(output);
      output.path("choices").forEach(this::message);
    }
  }

  /** A message of an assistant, or what holds one. */
  private void message(JsonNode sent) {
    JsonNode message = sent.path("message").isObject() ? sent.path("message") : sent;
    JsonNode calls = list(message.path("tool_calls"));
    (calls.isArray() ? calls : list(message.path("toolCalls"))).forEach(this::call);
    list(message.path("additional_kwargs").path("tool_calls")).forEach(this::call);
    for (String parts : List.of("content", "parts")) {
      for (JsonNode part : message.path(parts)) {
        if (PART_TYPES.contains(part.path("type").asText())) {
          call(part);
        }
      }
    }
  }

  private static JsonNode list(JsonNode sent) {
    JsonNode list = Io.parsed(sent);
    return list.isArray() ? list : MissingNode.getInstance();
  }

  /** What is neither a definition nor a result; outside messages nothing else says so. */
  private static boolean isCall(JsonNode item) {
    String type = item.path("type").asText();
    boolean arguments = item.has("arguments");
    boolean marked =
        item.has("id") || item.has("index") || item.has("call_id") || CALL_TYPES.contains(type);
    return !type.equals("tool-result")
        && (item.path("function").has("arguments")
            || (item.has("toolName")
                && (type.equals("tool-call") || item.has("input") || item.has("args")))
            || (type.equals("tool_use") && item.has("input"))
            || (item.has("name") && arguments && marked));
  }

  /** Calls of one id are one. */
  private void call(JsonNode sent) {
    JsonNode call = sent.path("tool_call").isObject() ? sent.path("tool_call") : sent;
    JsonNode function = call.path("function");
    String name = name(function, call);
    if (name == null || (times.size() >= MAX_NAMES && !times.containsKey(name))) {
      return;
    }
    String id = first(call, "id", "toolCallId", "call_id");
    if (seen.add(id == null ? name + " " + function + call : id)) {
      times.merge(name, 1L, Long::sum);
    }
  }

  private static @Nullable String name(JsonNode function, JsonNode tool) {
    String nested = first(function, "name");
    String name = nested == null ? first(tool, "name", "toolName") : nested;
    return name != null
            && name.length() <= MAX_LENGTH
            && name.chars().noneMatch(Character::isISOControl)
        ? name
        : null;
  }

  private static @Nullable String first(JsonNode node, String... names) {
    for (String name : names) {
      String text = node.path(name).asText("");
      if (!text.isEmpty()) {
        return text;
      }
    }
    return null;
  }
}
