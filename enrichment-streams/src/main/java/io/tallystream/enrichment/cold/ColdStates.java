package io.tallystream.enrichment.cold;

import com.google.protobuf.InvalidProtocolBufferException;
import io.smallrye.mutiny.Uni;
import io.tallystream.event.v1.ColdTrace;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads many states at once. */
final class ColdStates {
  private static final String SQL =
      """
      /* cold-states */ SELECT c.project_id, c.trace_h, c.part, c.state
      FROM unnest($1::int[], $2::uuid[], $3::smallint[]) AS u(project_id, trace_h, part)
      JOIN cold_state c USING (project_id, trace_h, part)""";

  private final Pool pool;

  ColdStates(Pool pool) {
    this.pool = pool;
  }

  /** States as they are stored; fails when the database does not answer. */
  Uni<Map<Question.Trace, ColdTrace>> of(Collection<Question.Trace> traces) {
    List<Question.Trace> all = List.copyOf(traces);
    Tuple arguments =
        Tuple.tuple()
            .addValue(all.stream().map(Question.Trace::project).toArray(Integer[]::new))
            .addValue(all.stream().map(Question.Trace::hash).toArray(UUID[]::new))
            .addValue(all.stream().map(t -> (short) t.part()).toArray(Short[]::new));
    return pool.preparedQuery(SQL)
        .execute(arguments)
        .map(
            rows -> {
              var states = new HashMap<Question.Trace, ColdTrace>();
              rows.forEach(row -> states.put(trace(row), state(row)));
              return states;
            });
  }

  private static Question.Trace trace(Row row) {
    return new Question.Trace(row.getInteger(0), row.getUUID(1), row.getShort(2));
  }

  private static ColdTrace state(Row row) {
    try {
      return ColdTrace.parseFrom(row.getBuffer(3).getBytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("cold_state holds what is no ColdTrace", e);
    }
  }
}
