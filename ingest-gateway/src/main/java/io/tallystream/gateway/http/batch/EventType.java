package io.tallystream.gateway.http.batch;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The types of event that the batch route takes, by their word on the wire (contract 2.1). */
enum EventType {
  TRACE_CREATE("trace-create", BodyShape.TRACE),
  SPAN_CREATE("span-create", BodyShape.SPAN),
  SPAN_UPDATE("span-update", BodyShape.SPAN),
  GENERATION_CREATE("generation-create", BodyShape.GENERATION),
  GENERATION_UPDATE("generation-update", BodyShape.GENERATION),
  EVENT_CREATE("event-create", BodyShape.EVENT),
  AGENT_CREATE("agent-create", BodyShape.GENERATION),
  TOOL_CREATE("tool-create", BodyShape.GENERATION),
  CHAIN_CREATE("chain-create", BodyShape.GENERATION),
  RETRIEVER_CREATE("retriever-create", BodyShape.GENERATION),
  EVALUATOR_CREATE("evaluator-create", BodyShape.GENERATION),
  EMBEDDING_CREATE("embedding-create", BodyShape.GENERATION),
  GUARDRAIL_CREATE("guardrail-create", BodyShape.GENERATION),
  OBSERVATION_CREATE("observation-create", BodyShape.OBSERVATION),
  OBSERVATION_UPDATE("observation-update", BodyShape.OBSERVATION),
  SCORE_CREATE("score-create", BodyShape.SCORE),
  SDK_LOG("sdk-log", BodyShape.LOG);

  private static final Map<String, EventType> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toMap(t -> t.word, Function.identity()));

  private final String word;
  private final BodyShape shape;

  EventType(String word, BodyShape shape) {
    this.word = word;
    this.shape = shape;
  }

  static @Nullable EventType of(String word) {
    return BY_WORD.get(word);
  }

  BodyShape shape() {
    return shape;
  }

  boolean isObservation() {
    return shape.needsId();
  }

  boolean isUpdate() {
    return word.endsWith("-update");
  }

  /** Whether a browser's public key may send it. */
  boolean isPublic() {
    return this == SCORE_CREATE || this == SDK_LOG;
  }
}
