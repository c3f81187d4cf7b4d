package io.tallystream.query.score;

/** Which scores an API version knows. */
enum ScoreScope {
  /** v1: of traces and observations, never corrections. */
  OF_TRACES("s.trace_id IS NOT NULL AND s.data_type <> 5"),
  /** v2 and v3: every subject. */
  ALL("true");

  private final String condition;

  ScoreScope(String condition) {
    this.condition = condition;
  }

  String condition() {
    return condition;
  }
}
