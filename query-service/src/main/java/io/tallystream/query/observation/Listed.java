package io.tallystream.query.observation;

import io.vertx.mutiny.sqlclient.Row;

/** An observation of a list with what it shows of its trace. */
record Listed(Observation observation, TraceContext trace) {
  static Listed of(Row row) {
    return new Listed(ObservationMapper.of(row), TraceContext.of(row));
  }
}
