package io.tallystream.enrichment.views;

import static io.tallystream.sink.Columns.Type.BIGINT;
import static io.tallystream.sink.Columns.Type.INT;
import static io.tallystream.sink.Columns.Type.SMALLINT;
import static io.tallystream.sink.Columns.Type.TEXT;
import static io.tallystream.sink.Columns.Type.UUID;

import io.tallystream.event.Routing;
import io.tallystream.event.v1.TraceChange;
import io.tallystream.event.v1.TraceFact;
import io.tallystream.sink.Columns;
import io.tallystream.sink.Statement;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The {@code session} rows of a batch: first sight of each session. The least {@code (created_us,
 * trace_h)} wins, here and in the table, so the order of writing does not matter. A deleted trace
 * hands its session over to the next one that is stored, or takes it along.
 */
final class SessionRows {
  private record Row(Rows.Key key, TraceFact fact, java.util.UUID trace) {}

  /** A session may be in every partition. */
  private record Place(Rows.Key key, int part) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::key).thenComparing(Place::part);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /** As PostgreSQL compares {@code (bigint, uuid)}: uuids byte by byte, unsigned. */
  private static final Comparator<Row> SIGHT =
      Comparator.comparingLong((Row r) -> r.fact.getCreatedUs())
          .thenComparing(r -> r.trace.toString());

  private static final Columns<Row> COLUMNS =
      new Columns<Row>("session")
          .key("project_id", INT, r -> r.key.project())
          .key("session_h", UUID, r -> r.key.root())
          .key("part", SMALLINT, r -> (short) r.fact.getPart())
          .column("created_us", BIGINT, r -> r.fact.getCreatedUs())
          .column("trace_h", UUID, Row::trace)
          .column("session_id", TEXT, r -> r.fact.getSessionId())
          .column("environment", TEXT, r -> r.fact.getEnvironment());

  private static final String UPSERT =
      COLUMNS.upsert(
          "session-upsert", "(excluded.created_us, excluded.trace_h) < (t.created_us, t.trace_h)");

  private static final String HAND_OVER =
      """
      /* session-hand-over */ UPDATE session AS t
      SET created_us = n.created_us, trace_h = n.trace_h, environment = n.environment
      FROM (SELECT DISTINCT ON (s.project_id, s.session_h, s.part)
              s.project_id, s.session_h, s.part, r.created_us, r.trace_h, r.environment
            FROM unnest($1::int[], $2::uuid[], $3::smallint[]) AS u(project_id, trace_h, part)
            JOIN session s ON s.project_id = u.project_id AND s.trace_h = u.trace_h AND s.part = u.part
            JOIN trace r ON r.project_id = s.project_id AND r.session_id = s.session_id AND r.part = s.part
            ORDER BY s.project_id, s.session_h, s.part, r.created_us, r.trace_h) AS n
      WHERE t.project_id = n.project_id AND t.session_h = n.session_h AND t.part = n.part""";

  private static final String DELETE =
      """
      /* session-delete */ DELETE FROM session t
      USING unnest($1::int[], $2::uuid[], $3::smallint[]) AS u(project_id, trace_h, part)
      WHERE t.project_id = u.project_id AND t.trace_h = u.trace_h AND t.part = u.part""";

  private final List<Row> sights = new ArrayList<>();

  /** Deleted traces, by their hash. */
  private final TreeMap<Rows.Key, TraceFact> deleted = new TreeMap<>();

  void add(TraceChange change) {
    TraceFact next = change.getNext();
    if (!change.hasNext() && change.hasPrev()) {
      java.util.UUID trace = Routing.hash(change.getPrev().getTraceId());
      deleted.put(new Rows.Key(change.getPrev().getProject(), trace, trace), change.getPrev());
    }
    if (!next.getSessionId().isEmpty()) {
      java.util.UUID session = Routing.hash(next.getSessionId());
      var key = new Rows.Key(next.getProject(), session, session);
      sights.add(new Row(key, next, Routing.hash(next.getTraceId())));
    }
  }

  /** After the traces, among which a successor is looked for. */
  void writeTo(List<Statement> out) {
    if (!deleted.isEmpty()) {
      out.add(new Statement(HAND_OVER, arguments()));
      out.add(new Statement(DELETE, arguments()));
    }
    var rows = new TreeMap<Place, Row>();
    for (Row row : sights) {
      if (!deleted.containsKey(new Rows.Key(row.fact.getProject(), row.trace, row.trace))) {
        var place = new Place(row.key, row.fact.getPart());
        rows.merge(place, row, (a, b) -> SIGHT.compare(a, b) <= 0 ? a : b);
      }
    }
    if (!rows.isEmpty()) {
      out.add(new Statement(UPSERT, COLUMNS.arguments(rows.values())));
    }
  }

  private Tuple arguments() {
    return Tuple.tuple()
        .addValue(deleted.keySet().stream().map(Rows.Key::project).toArray(Integer[]::new))
        .addValue(deleted.keySet().stream().map(Rows.Key::root).toArray(java.util.UUID[]::new))
        .addValue(
            deleted.values().stream().map(fact -> (short) fact.getPart()).toArray(Short[]::new));
  }
}
