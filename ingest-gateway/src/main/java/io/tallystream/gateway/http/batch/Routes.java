package io.tallystream.gateway.http.batch;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the events of one request go. */
final class Routes {
  /** The first one wins, as in merging: a trace id never changes (contract 2.2, rule 3). */
  private static final Comparator<Judged.Good> FIRST =
      Comparator.comparing((Judged.Good event) -> event.traceId() == null)
          .thenComparing(Judged.Good::timestamp)
          .thenComparing(event -> event.type().isUpdate());

  private final List<Judged.Good> all;
  private @Nullable Map<String, String> traces;

  Routes(List<Judged.Good> all) {
    this.all = all;
  }

  /**
   * @param id of what it is routed by: the score, the trace, or the observation whose trace is not
   *     known
   */
  record Route(Lane lane, String id) {}

  enum Lane {
    SCORE,
    TRACE,
    UNROUTED
  }

  /** Null for an event that is dropped. */
  @Nullable Route of(Judged.Good event) {
    String id = event.id();
    if (id == null || event.type() == EventType.SDK_LOG) {
      return null;
    }
    if (event.type() == EventType.SCORE_CREATE) {
      return new Route(Lane.SCORE, id);
    }
    if (!event.type().isObservation()) {
      return new Route(Lane.TRACE, id);
    }
    String trace = event.traceId() != null ? event.traceId() : traces().get(id);
    return trace != null ? new Route(Lane.TRACE, trace) : new Route(Lane.UNROUTED, id);
  }

  /**
   * The trace of each observation that the request itself tells: the one that any of its events
   * names, or else the wrapper of a create, whose id is the observation's (rule 11).
   */
  private Map<String, String> traces() {
    if (traces == null) {
      var found = new HashMap<String, String>();
      all.stream()
          .filter(event -> event.type().isObservation())
          .filter(event -> event.traceId() != null || !event.type().isUpdate())
          .sorted(FIRST)
          .forEach(event -> found.putIfAbsent(event.id(), trace(event)));
      traces = found;
    }
    return traces;
  }

  private static String trace(Judged.Good event) {
    return Objects.requireNonNullElse(event.traceId(), Objects.requireNonNull(event.id()));
  }
}
