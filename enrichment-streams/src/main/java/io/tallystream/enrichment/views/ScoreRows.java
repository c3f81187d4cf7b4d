package io.tallystream.enrichment.views;

import static io.tallystream.enrichment.views.Rows.text;
import static io.tallystream.sink.Columns.Type.BIGINT;
import static io.tallystream.sink.Columns.Type.INT;
import static io.tallystream.sink.Columns.Type.NUMERIC;
import static io.tallystream.sink.Columns.Type.SMALLINT;
import static io.tallystream.sink.Columns.Type.TEXT;
import static io.tallystream.sink.Columns.Type.UUID;

import io.tallystream.event.Routing;
import io.tallystream.event.v1.ScoreChange;
import io.tallystream.event.v1.ScoreFact;
import io.tallystream.sink.Columns;
import io.tallystream.sink.Latest;
import io.tallystream.sink.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code score} rows of a batch. */
final class ScoreRows {
  private record Row(Rows.Key key, ScoreFact fact, long ver) {}

  private static final Columns<Row> COLUMNS = columns();
  private static final String UPSERT = COLUMNS.upsert("score-upsert", Rows.NEWER);

  private final Latest<Rows.Key, Row> rows = new Latest<>();
  private final EntityDeletes deletes = new EntityDeletes("score", "score_h");

  void add(ScoreChange change, long ver) {
    if (change.hasNext()) {
      rows.put(key(change.getNext()), new Row(key(change.getNext()), change.getNext(), ver));
    } else if (change.hasPrev()) {
      deletes.add(key(change.getPrev()), change.getPrev().getPart(), ver);
      rows.remove(key(change.getPrev()));
    }
  }

  void writeTo(List<Statement> out) {
    deletes.writeTo(out);
    Rows.write(rows, COLUMNS, UPSERT, out);
  }

  private static Rows.Key key(ScoreFact fact) {
    java.util.UUID hash = Routing.hash(fact.getId());
    return new Rows.Key(fact.getProject(), hash, hash);
  }

  private static java.util.@Nullable UUID hash(String id) {
    return id.isEmpty() ? null : Routing.hash(id);
  }

  private static Columns<Row> columns() {
    var columns =
        new Columns<Row>("score")
            .key("project_id", INT, r -> r.key.project())
            .key("score_h", UUID, r -> r.key.root())
            .key("part", SMALLINT, r -> (short) r.fact.getPart())
            .column("ver", BIGINT, Row::ver)
            .column("timestamp_us", BIGINT, r -> r.fact.getTimestampUs())
            .column("created_us", BIGINT, r -> r.fact.getCreatedUs())
            .column("updated_us", BIGINT, r -> r.fact.getUpdatedUs())
            .column("data_type", SMALLINT, r -> (short) r.fact.getDataTypeValue())
            .column("source", SMALLINT, r -> (short) r.fact.getSourceValue())
            .column("trace_h", UUID, r -> hash(r.fact.getTraceId()))
            .column("obs_h", UUID, r -> hash(r.fact.getObservationId()))
            .column("value", NUMERIC, r -> text(r.fact.getValue()));
    texts(columns);
    return columns;
  }

  private static void texts(Columns<Row> columns) {
    columns
        .column("id", TEXT, r -> r.fact.getId())
        .column("name", TEXT, r -> r.fact.getName())
        .column("trace_id", TEXT, r -> text(r.fact.getTraceId()))
        .column("observation_id", TEXT, r -> text(r.fact.getObservationId()))
        .column("session_id", TEXT, r -> text(r.fact.getSessionId()))
        .column("dataset_run_id", TEXT, r -> text(r.fact.getDatasetRunId()))
        .column("string_value", TEXT, r -> text(r.fact.getStringValue()))
        .column("comment", TEXT, r -> text(r.fact.getComment()))
        .column("metadata", TEXT, r -> text(r.fact.getMetadata()))
        .column("config_id", TEXT, r -> text(r.fact.getConfigId()))
        .column("queue_id", TEXT, r -> text(r.fact.getQueueId()))
        .column("author_user_id", TEXT, r -> text(r.fact.getAuthorUserId()))
        .column("execution_trace_id", TEXT, r -> text(r.fact.getExecutionTraceId()))
        .column("environment", TEXT, r -> r.fact.getEnvironment());
  }
}
