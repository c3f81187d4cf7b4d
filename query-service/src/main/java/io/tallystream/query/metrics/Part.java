package io.tallystream.query.metrics;

/** What of a measure's values an aggregation needs; all but the last three can be subtracted. */
enum Part {
  /** How many values are known. */
  COUNT,
  SUM,
  /** How often each value, or each bucket of values, occurs. */
  DISTRIBUTION,
  MIN,
  MAX,
  DISTINCT
}
