package io.tallystream.query.trace;

import io.tallystream.query.payload.Days;
import io.tallystream.query.payload.EntityKey;
import io.tallystream.query.payload.PayloadOwner;
import java.util.List;
import java.util.Objects;

/** Where payloads and observations of listed traces are. */
public final class TraceOwner implements PayloadOwner<Trace> {
  @Override
  public EntityKey key(Trace trace) {
    return trace.key();
  }

  @Override
  public long created(Trace trace) {
    return trace.times().created();
  }

  @Override
  public long updated(Trace trace) {
    return trace.times().updated();
  }

  /** The traces that have observations. */
  static List<Trace> observed(List<Trace> traces) {
    return traces.stream().filter(trace -> trace.times().firstStart() != null).toList();
  }

  /** The days on which observations of {@link #observed} traces start. */
  static Days observationDays(List<Trace> observed) {
    return Days.span(
        observed,
        trace -> Objects.requireNonNull(trace.times().firstStart()),
        trace -> Objects.requireNonNullElse(trace.times().lastStart(), 0L));
  }
}
