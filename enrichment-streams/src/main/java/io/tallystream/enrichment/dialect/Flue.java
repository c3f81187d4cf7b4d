package io.tallystream.enrichment.dialect;

import java.util.List;

/** Flue (contract 2.9, row 4). */
final class Flue {
  static final Io.Keys IO =
      new Io.Keys(
          List.of(
              "flue.turn.input",
              "flue.tool.arguments",
              "flue.task.prompt",
              "flue.workflow.payload"),
          List.of(
              "flue.turn.output",
              "flue.tool.result",
              "flue.task.result",
              "flue.operation.result",
              "flue.workflow.result"));

  private Flue() {}

  static Io io(SpanView s) {
    return s.hasScope("@flue/opentelemetry") ? IO.of(s) : Io.NONE;
  }
}
