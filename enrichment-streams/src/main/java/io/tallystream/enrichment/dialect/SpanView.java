package io.tallystream.enrichment.dialect;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;

/**
 * What a dialect looks at.
 *
 * @param a the span's attributes
 */
record SpanView(Instrumentation by, String name, Attributes a, List<Event> events) {
  /** An event of the span, or a message in it. */
  record Event(String name, Attributes a) {}

  static SpanView of(Instrumentation by, Span span) {
    return new SpanView(
        by,
        span.getName(),
        Attributes.of(span.getAttributesList()),
        span.getEventsList().stream()
            .map(e -> new Event(e.getName(), Attributes.of(e.getAttributesList())))
            .toList());
  }

  /** The same span with an event's attributes for its own. */
  SpanView as(Event event) {
    return new SpanView(by, name, event.a(), List.of());
  }

  Attributes resource() {
    return by.resource();
  }

  InstrumentationScope scope() {
    return by.scope();
  }

  boolean hasScope(String name) {
    return scope().getName().equals(name);
  }

  /** Spans of the Langfuse SDKs (contract 2.7, last paragraph). */
  boolean isLangfuse() {
    return scope().getName().startsWith("langfuse-sdk");
  }
}
