package io.tallystream.query.payload;

import io.tallystream.event.Routing;
import java.util.UUID;

/** Whose payload: an observation's, or with {@link #TRACE} the trace's own. */
public record EntityKey(short part, UUID traceHash, UUID observationHash) {
  public static final UUID TRACE = Routing.TRACE_ITSELF;

  public static EntityKey trace(short part, UUID traceHash) {
    return new EntityKey(part, traceHash, TRACE);
  }
}
