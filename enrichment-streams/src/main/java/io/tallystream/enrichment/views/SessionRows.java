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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The {@code session} rows of a batch: first sight of each session. The least {@code (created_us,
 * trace_h)} of the traces that are in it wins, here and in the table, so the order of writing does
 * not matter. A trace that leaves its session, or is deleted, hands it over to the next one that is
 * stored, or takes it along.
 */
final class SessionRows {
  private record Row(Rows.Key key, TraceFact fact, java.util.UUID trace) {}

  /**
   * A trace after the batch.
   *
   * @param left whether it was in another session before
   * @param next null when it is deleted
   */
  private record Last(int part, boolean left, @Nullable TraceFact next) {
    java.util.@Nullable UUID session() {
      return next == null || next.getSessionId().isEmpty()
          ? null
          : Routing.hash(next.getSessionId());
    }
  }

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
          "session-upsert", "(excluded.created_us, excluded.trace_h) <= (t.created_us, t.trace_h)");

  private static final String HAND_OVER =
      """
      /* session-hand-over */ UPDATE session AS t
      SET created_us = n.created_us, trace_h = n.trace_h, environment = n.environment
      FROM (SELECT DISTINCT ON (s.project_id, s.session_h, s.part)
              s.project_id, s.session_h, s.part, r.created_us, r.trace_h, r.environment
            FROM unnest($1::int[], $2::uuid[], $3::smallint[], $4::uuid[]) AS u(project_id, trace_h, part, kept_h)
            JOIN session s ON s.project_id = u.project_id AND s.trace_h = u.trace_h AND s.part = u.part
              AND s.session_h IS DISTINCT FROM u.kept_h
            JOIN trace r ON r.project_id = s.project_id AND r.session_id = s.session_id AND r.part = s.part
            ORDER BY s.project_id, s.session_h, s.part, r.created_us, r.trace_h) AS n
      WHERE t.project_id = n.project_id AND t.session_h = n.session_h AND t.part = n.part""";

  private static final String DELETE =
      """
      /* session-delete */ DELETE FROM session t
      USING unnest($1::int[], $2::uuid[], $3::smallint[], $4::uuid[]) AS u(project_id, trace_h, part, kept_h)
      WHERE t.project_id = u.project_id AND t.trace_h = u.trace_h AND t.part = u.part
        AND t.session_h IS DISTINCT FROM u.kept_h""";

  /** By project and hash of the trace. */
  private final TreeMap<Rows.Key, Last> traces = new TreeMap<>();

  void add(TraceChange change) {
    TraceFact named = change.hasNext() ? change.getNext() : change.getPrev();
    java.util.UUID trace = Routing.hash(named.getTraceId());
    String before = change.getPrev().getSessionId();
    boolean leaves = !change.hasNext() || !before.isEmpty() && !before.equals(named.getSessionId());
    traces.merge(
        new Rows.Key(named.getProject(), trace, trace),
        new Last(named.getPart(), leaves, change.hasNext() ? named : null),
        (old, last) -> new Last(last.part, old.left || last.left, last.next));
  }

  /** After the traces, among which a successor is looked for. */
  void writeTo(List<Statement> out) {
    List<Map.Entry<Rows.Key, Last>> left =
        traces.entrySet().stream().filter(e -> e.getValue().left).toList();
    if (!left.isEmpty()) {
      out.add(new Statement(HAND_OVER, arguments(left)));
      out.add(new Statement(DELETE, arguments(left)));
    }
    var rows = new TreeMap<Place, Row>();
    traces.forEach(
        (trace, last) -> {
          java.util.UUID session = last.session();
          if (last.next != null && session != null) {
            var key = new Rows.Key(trace.project(), session, session);
            var row = new Row(key, last.next, trace.root());
            rows.merge(new Place(key, last.part), row, (a, b) -> SIGHT.compare(a, b) <= 0 ? a : b);
          }
        });
    if (!rows.isEmpty()) {
      out.add(new Statement(UPSERT, COLUMNS.arguments(rows.values())));
    }
  }

  private static Tuple arguments(List<Map.Entry<Rows.Key, Last>> left) {
    return Tuple.tuple()
        .addValue(left.stream().map(e -> e.getKey().project()).toArray(Integer[]::new))
        .addValue(left.stream().map(e -> e.getKey().root()).toArray(java.util.UUID[]::new))
        .addValue(left.stream().map(e -> (short) e.getValue().part).toArray(Short[]::new))
        .addValue(left.stream().map(e -> e.getValue().session()).toArray(java.util.UUID[]::new));
  }
}
