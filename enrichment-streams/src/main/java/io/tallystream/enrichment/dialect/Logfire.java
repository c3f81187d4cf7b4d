package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/** Pydantic Logfire (contract 2.9, rows 9 and 11). */
final class Logfire {
  static final Io.Keys IO = new Io.Keys(List.of("prompt"), List.of("all_messages_events"));
  static final String EVENTS = "events";
  private static final String CHOICE = "gen_ai.choice";

  private Logfire() {}

  static Io io(SpanView s) {
    return IO.of(s);
  }

  /** One list holds both; the choice is the output. */
  static Io events(SpanView s) {
    var input = JsonNodeFactory.instance.arrayNode();
    JsonNode output = MissingNode.getInstance();
    for (JsonNode event : s.a().json(EVENTS)) {
      if (event.path("event.name").asText().equals(CHOICE)) {
        output = event;
      } else {
        input.add(event);
      }
    }
    return new Io(input.isEmpty() ? MissingNode.getInstance() : input, output);
  }
}
