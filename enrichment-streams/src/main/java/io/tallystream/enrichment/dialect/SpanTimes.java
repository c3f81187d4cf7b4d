package io.tallystream.enrichment.dialect;

import io.opentelemetry.proto.trace.v1.Span;

/**
 * Microseconds since the epoch. A missing start or end borrows the other; when both are missing the
 * span happened when it came (contract 2.5).
 */
record SpanTimes(long startUs, long endUs) {
  static SpanTimes of(Span span, long receivedAtUs) {
    // fixed64: beyond 2^63 it would be negative
    long start = Long.divideUnsigned(span.getStartTimeUnixNano(), 1_000);
    long end = Long.divideUnsigned(span.getEndTimeUnixNano(), 1_000);
    if (start == 0 && end == 0) {
      return new SpanTimes(receivedAtUs, receivedAtUs);
    }
    return new SpanTimes(start == 0 ? end : start, end == 0 ? start : end);
  }
}
