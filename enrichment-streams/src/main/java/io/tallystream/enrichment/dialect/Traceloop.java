package io.tallystream.enrichment.dialect;

import java.util.List;

/** Traceloop's OpenLLMetry (contract 2.9, rows 13 and 16c). */
final class Traceloop {
  static final Io.Keys IO =
      new Io.Keys(List.of("traceloop.entity.input"), List.of("traceloop.entity.output"));
  static final String PROMPT = "gen_ai.prompt";
  static final String COMPLETION = "gen_ai.completion";

  private Traceloop() {}

  static Io flat(SpanView s) {
    return new Io(FlatKeys.nested(s.a(), PROMPT), FlatKeys.nested(s.a(), COMPLETION));
  }
}
