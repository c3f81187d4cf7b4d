package io.tallystream.enrichment.dialect;

import java.util.List;

/** pydantic-ai (contract 2.9, rows 16a and 16b). */
final class PydanticAi {
  static final String ALL_MESSAGES = "pydantic_ai.all_messages";
  static final Io.Keys RUN = new Io.Keys(List.of(ALL_MESSAGES), List.of("final_result"));
  static final Io.Keys TOOL = new Io.Keys(List.of("tool_arguments"), List.of("tool_response"));

  private PydanticAi() {}

  static Io run(SpanView s) {
    if (!s.hasScope("pydantic-ai")) {
      return Io.NONE;
    }
    Io run = RUN.of(s);
    return new Io(GenAi.withInstructions(s.a(), run.input()), run.output());
  }

  /** An agent's run sums up the requests inside it. */
  static boolean isContainer(SpanView s) {
    return s.hasScope("pydantic-ai")
        && (s.a().has(ALL_MESSAGES) || s.a().has("all_messages_events"))
        && s.a().get("gen_ai.operation.name").isMissingNode();
  }
}
