package io.tallystream.query.ledger;

/**
 * A stored row that has the id.
 *
 * @param traceId empty: of a score that is about none
 * @param received first and last time at which the gateway received a part, microseconds since the
 *     epoch
 * @param part partition of its records
 * @param offset of its newest record on topic {@code facts}
 */
record Sighting(
    Kind kind, String traceId, long received, long lastReceived, int part, long offset) {
  enum Kind {
    TRACE,
    OBSERVATION,
    SCORE
  }
}
