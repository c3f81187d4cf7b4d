package io.tallystream.enrichment.views;

import static io.tallystream.enrichment.views.Rows.text;
import static io.tallystream.sink.Columns.Type.BIGINT;
import static io.tallystream.sink.Columns.Type.BOOLEAN;
import static io.tallystream.sink.Columns.Type.INT;
import static io.tallystream.sink.Columns.Type.SMALLINT;
import static io.tallystream.sink.Columns.Type.TEXT;
import static io.tallystream.sink.Columns.Type.TEXTS;
import static io.tallystream.sink.Columns.Type.UUID;

import io.tallystream.event.Routing;
import io.tallystream.event.UsageTotals;
import io.tallystream.event.v1.Measures;
import io.tallystream.event.v1.TraceChange;
import io.tallystream.event.v1.TraceFact;
import io.tallystream.sink.Columns;
import io.tallystream.sink.JsonText;
import io.tallystream.sink.Latest;
import io.tallystream.sink.Statement;
import java.util.List;

/** The {@code trace} rows of a batch. */
final class TraceRows {
  private record Row(Rows.Key key, TraceFact fact, TraceTotals totals, long ver) {}

  private static final Columns<Row> COLUMNS = columns();
  private static final String UPSERT = COLUMNS.upsert("trace-upsert", Rows.NEWER);

  private final Latest<Rows.Key, Row> rows = new Latest<>();
  private final EntityDeletes deletes = new EntityDeletes("trace", "trace_h");

  void add(TraceChange change, long ver) {
    if (change.hasNext()) {
      TraceFact next = change.getNext();
      rows.put(key(next), new Row(key(next), next, TraceTotals.of(next), ver));
    } else if (change.hasPrev()) {
      deletes.add(key(change.getPrev()), change.getPrev().getPart(), ver);
      rows.remove(key(change.getPrev()));
    }
  }

  void writeTo(List<Statement> out) {
    deletes.writeTo(out);
    Rows.write(rows, COLUMNS, UPSERT, out);
  }

  private static Rows.Key key(TraceFact fact) {
    java.util.UUID hash = Routing.hash(fact.getTraceId());
    return new Rows.Key(fact.getProject(), hash, hash);
  }

  private static Columns<Row> columns() {
    var columns =
        new Columns<Row>("trace")
            .key("project_id", INT, r -> r.key.project())
            .key("trace_h", UUID, r -> r.key.root())
            .key("part", SMALLINT, r -> (short) r.fact.getPart())
            .column("ver", BIGINT, Row::ver);
    times(columns);
    counts(columns);
    sums(columns);
    texts(columns);
    return columns;
  }

  private static void times(Columns<Row> columns) {
    columns
        .column("timestamp_us", BIGINT, r -> r.fact.getTimestampUs())
        .column("created_us", BIGINT, r -> r.fact.getCreatedUs())
        .column("updated_us", BIGINT, r -> r.fact.getUpdatedUs())
        .column(
            "first_start_us",
            BIGINT,
            r -> r.fact.hasFirstStartUs() ? r.fact.getFirstStartUs() : null)
        .column(
            "last_start_us", BIGINT, r -> r.fact.hasLastStartUs() ? r.fact.getLastStartUs() : null)
        .column("last_end_us", BIGINT, r -> r.fact.hasLastEndUs() ? r.fact.getLastEndUs() : null)
        .column("latency_us", BIGINT, r -> r.totals.latency());
  }

  private static void counts(Columns<Row> columns) {
    columns
        .column("observations", BIGINT, r -> r.totals.sum(Measures::getCount))
        .column("errors", BIGINT, r -> r.totals.sum(Measures::getErrors))
        .column("warnings", BIGINT, r -> r.totals.sum(Measures::getWarnings))
        .column("priced", BIGINT, r -> r.totals.sum(Measures::getPriced))
        .column("stated", BIGINT, r -> r.totals.sum(Measures::getStated))
        .column("estimated", BIGINT, r -> r.totals.sum(Measures::getEstimated))
        .column("unpriced", BIGINT, r -> r.totals.sum(Measures::getUnpriced))
        .column("no_usage", BIGINT, r -> r.totals.sum(Measures::getNoUsage));
  }

  private static void sums(Columns<Row> columns) {
    columns
        .column("input_tokens", BIGINT, r -> UsageTotals.input(r.totals.usage()))
        .column("output_tokens", BIGINT, r -> UsageTotals.output(r.totals.usage()))
        .column("total_tokens", BIGINT, r -> UsageTotals.total(r.totals.usage()))
        .column("input_cost", BIGINT, r -> UsageTotals.input(r.totals.cost()))
        .column("output_cost", BIGINT, r -> UsageTotals.output(r.totals.cost()))
        .column("total_cost", BIGINT, r -> r.totals.totalCost());
  }

  private static void texts(Columns<Row> columns) {
    columns
        .column("explicit", BOOLEAN, r -> r.fact.getExplicit())
        .column("public", BOOLEAN, r -> r.fact.getPublic())
        .column("bookmarked", BOOLEAN, r -> r.fact.getBookmarked())
        .column("trace_id", TEXT, r -> r.fact.getTraceId())
        .column("name", TEXT, r -> text(r.fact.getName()))
        .column("user_id", TEXT, r -> text(r.fact.getUserId()))
        .column("session_id", TEXT, r -> text(r.fact.getSessionId()))
        .column("release", TEXT, r -> text(r.fact.getRelease()))
        .column("version", TEXT, r -> text(r.fact.getVersion()))
        .column("environment", TEXT, r -> r.fact.getEnvironment())
        .column("tags", TEXTS, r -> JsonText.array(r.fact.getTagsList()));
  }
}
