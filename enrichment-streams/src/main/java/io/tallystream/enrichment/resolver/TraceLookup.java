package io.tallystream.enrichment.resolver;

import io.smallrye.mutiny.Uni;
import io.tallystream.event.Routing;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;

/** Reads from the stored observations which trace one belongs to. */
final class TraceLookup {
  /** Ids are unique within a trace only: the newest observation of that id is meant. */
  private static final String SQL =
      """
      /* resolver.trace_of */
      SELECT trace_id FROM observation WHERE project_id = $1 AND obs_h = $2
      ORDER BY created_us DESC, trace_h LIMIT 1
      """;

  private final Pool pool;

  TraceLookup(Pool pool) {
    this.pool = pool;
  }

  /** Fails when the database does not answer. */
  Uni<Optional<String>> traceOf(int project, String observationId) {
    return pool.preparedQuery(SQL)
        .execute(Tuple.of(project, Routing.hash(observationId)))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(rows.iterator().next().getString("trace_id")));
  }
}
