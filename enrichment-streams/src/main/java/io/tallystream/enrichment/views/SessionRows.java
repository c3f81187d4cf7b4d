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
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The {@code session} rows of a batch: first sight of each session. The least {@code (created_us,
 * trace_h)} wins, here and in the table, so the order of writing does not matter.
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

  private final TreeMap<Place, Row> rows = new TreeMap<>();

  void add(TraceChange change) {
    TraceFact next = change.getNext();
    if (!next.getSessionId().isEmpty()) {
      java.util.UUID session = Routing.hash(next.getSessionId());
      var key = new Rows.Key(next.getProject(), session, session);
      var row = new Row(key, next, Routing.hash(next.getTraceId()));
      rows.merge(new Place(key, next.getPart()), row, (a, b) -> SIGHT.compare(a, b) <= 0 ? a : b);
    }
  }

  void writeTo(List<Statement> out) {
    if (!rows.isEmpty()) {
      out.add(new Statement(UPSERT, COLUMNS.arguments(rows.values())));
    }
  }
}
