package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/** Input and output of a span as one instrumentation spells them; missing when it does not. */
record Io(JsonNode input, JsonNode output) {
  static final Io NONE = new Io(MissingNode.getInstance(), MissingNode.getInstance());

  /** Names of the attributes that hold them; the first that is there wins. */
  record Keys(List<String> input, List<String> output) {
    Io of(SpanView s) {
      return new Io(s.a().first(input), s.a().first(output));
    }
  }

  boolean isFound() {
    return !input.isMissingNode() || !output.isMissingNode();
  }

  /** What this says, else what the other says, side by side. */
  Io or(Io other) {
    return new Io(
        input.isMissingNode() ? other.input : input,
        output.isMissingNode() ? other.output : output);
  }

  /** Text that holds an object or array is JSON; other text stays as sent. */
  static JsonNode parsed(JsonNode value) {
    JsonNode json = value.isTextual() ? Json.parse(value.textValue()) : value;
    return json.isContainerNode() ? json : value;
  }

  /** The same for what nobody looks into: cheaper, and spelled as it was sent. */
  static JsonNode spelled(JsonNode value) {
    return value.isTextual() ? Json.container(value) : value;
  }
}
