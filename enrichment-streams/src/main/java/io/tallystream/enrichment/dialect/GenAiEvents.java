package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Messages of the OpenTelemetry conventions as span events (contract 2.9, rows 5-7). */
final class GenAiEvents {
  private static final Map<String, String> ROLES =
      Map.of(
          "gen_ai.system.message", "system",
          "gen_ai.user.message", "user",
          "gen_ai.assistant.message", "assistant",
          "gen_ai.tool.message", "tool");

  private GenAiEvents() {}

  static Io details(SpanView s) {
    return named(s, "gen_ai.client.inference.operation.details")
        .map(e -> GenAi.io(s.as(e)))
        .filter(Io::isFound)
        .findFirst()
        .orElse(Io.NONE);
  }

  static Io messages(SpanView s) {
    var input = JsonNodeFactory.instance.arrayNode();
    for (SpanView.Event e : s.events()) {
      if (ROLES.containsKey(e.name())) {
        input.add(Json.object().put("role", ROLES.get(e.name())).setAll(e.a().byName()));
      }
    }
    var choices = JsonNodeFactory.instance.arrayNode();
    named(s, "gen_ai.choice").forEach(e -> choices.add(e.a().object()));
    return new Io(
        input.isEmpty() ? MissingNode.getInstance() : input,
        choices.size() == 1
            ? choices.get(0)
            : choices.isEmpty() ? MissingNode.getInstance() : choices);
  }

  static Io content(SpanView s) {
    return new Io(
        again(s, "gen_ai.content.prompt", Io::input),
        again(s, "gen_ai.content.completion", Io::output));
  }

  private static JsonNode again(SpanView s, String event, Function<Io, JsonNode> side) {
    return named(s, event)
        .map(e -> side.apply(Dialects.io(s.as(e))))
        .filter(found -> !found.isMissingNode())
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private static Stream<SpanView.Event> named(SpanView s, String name) {
    return s.events().stream().filter(e -> e.name().equals(name));
  }
}
