package io.tallystream.query.identity;

import io.smallrye.mutiny.Uni;
import io.tallystream.event.Topics;
import io.tallystream.query.api.FieldIssue;
import io.tallystream.query.api.InvalidRequest;
import io.tallystream.query.deletion.Deletions;
import io.tallystream.query.outbox.Change;
import io.tallystream.query.outbox.Outbox;
import io.tallystream.query.outbox.OutboxBatch;
import io.tallystream.query.view.ProjectRef;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long a project keeps its data, and its end. */
@ApplicationScoped
class ProjectService {
  private static final int MIN_DAYS = 3;

  private static final String RETENTION =
      """
      /* project.retention */ UPDATE project
      SET retention_days = nullif($2, 0), updated_at = now(), version = version + 1
      WHERE number = $1 RETURNING id, name""";
  private static final String KEYS =
      "/* project.keys */ DELETE FROM api_key WHERE project_id = $1 RETURNING public_key AS key";
  private static final String MODELS =
      "/* project.models */ DELETE FROM model WHERE project_id = $1 RETURNING id AS key";

  /** The number stays taken: rows of late events bear it. */
  private static final String CLOSE =
      """
      /* project.close */ UPDATE project
      SET id = 'deleted-' || number, name = '', metadata = '{}', retention_days = NULL,
          deleted_at = now(), updated_at = now(), version = version + 1
      WHERE number = $1""";

  private final Pool pool;
  private final Outbox outbox;
  private final Deletions deletions;

  ProjectService(Pool pool, Outbox outbox, Deletions deletions) {
    this.pool = pool;
    this.outbox = outbox;
    this.deletions = deletions;
  }

  /** Fails with {@link InvalidRequest}. */
  Uni<Map<String, Object>> update(ProjectRef project, int retention) {
    if (retention != 0 && retention < MIN_DAYS) {
      throw new InvalidRequest(
          FieldIssue.of("expected 0 or a number of days from 3 to 36500", "retention"));
    }
    return pool.preparedQuery(RETENTION)
        .execute(Tuple.of(project.number(), retention))
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                Map.of(
                    "id", row.getString("id"),
                    "name", row.getString("name"),
                    "retentionDays", retention));
  }

  /** When it is answered no gateway takes events of the project; its data follows page by page. */
  Uni<Void> delete(ProjectRef project) {
    return outbox.changeWithSql(
        connection ->
            remove(connection, KEYS, Topics.API_KEYS, project)
                .chain(() -> remove(connection, MODELS, Topics.MODELS, project))
                .chain(() -> connection.preparedQuery(CLOSE).execute(Tuple.of(project.number())))
                .chain(() -> deletions.project(connection, project.number())));
  }

  /** Rows, and their keys on the topic. */
  private static Uni<Void> remove(
      SqlConnection connection, String sql, String topic, ProjectRef project) {
    return connection
        .preparedQuery(sql)
        .execute(Tuple.of(project.id()))
        .chain(
            rows -> {
              List<Change> changes = new ArrayList<>(rows.size());
              rows.forEach(
                  row -> changes.add(new Change(topic, row.getString("key"), version -> null)));
              return OutboxBatch.write(connection, changes);
            });
  }
}
