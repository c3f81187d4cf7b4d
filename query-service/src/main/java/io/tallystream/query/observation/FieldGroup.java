package io.tallystream.query.observation;

/** Groups of a v2 observation beyond {@code core}. */
enum FieldGroup {
  BASIC,
  TIME,
  IO,
  METADATA,
  MODEL,
  USAGE,
  PROMPT,
  METRICS,
  TRACE_CONTEXT
}
