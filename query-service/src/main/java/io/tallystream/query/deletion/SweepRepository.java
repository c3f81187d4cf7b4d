package io.tallystream.query.deletion;

import io.smallrye.mutiny.Uni;
import io.tallystream.event.Topics;
import io.tallystream.query.outbox.Change;
import io.tallystream.query.outbox.OutboxBatch;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Looks for what outlives its trace or project elsewhere: scores, dead letters. */
@ApplicationScoped
class SweepRepository {
  private static final int PAGE = 500;

  private static final String SCORES =
      """
      /* sweep.scores */ SELECT s.project_id, s.part, s.id
      FROM deleted_trace d JOIN score s ON s.project_id = d.project_id AND s.trace_h = d.trace_h
      """;
  private static final String RECENT = " d.deleted_at > now() - interval '1 hour' ";
  private static final String LIMIT = "LIMIT " + PAGE;

  /** Their records are keyed by the trace: project (4 bytes), hash (16). */
  private static final String LETTERS =
      """
      /* sweep.letters */ DELETE FROM dead_letter l USING deleted_trace d
      WHERE l.source_topic IN ('events', 'bodies', 'facts')
        AND d.project_id = CASE WHEN length(l.key) >= 20
          THEN ('x' || encode(substring(l.key FROM 1 FOR 4), 'hex'))::bit(32)::int END
        AND d.trace_h = CASE WHEN length(l.key) >= 20
          THEN encode(substring(l.key FROM 5 FOR 16), 'hex')::uuid END
      """;

  private static final String LETTERS_OF_PROJECTS =
      """
      /* sweep.lettersOfProjects */ DELETE FROM dead_letter l USING project p
      WHERE p.number = l.project_id AND p.deleted_at IS NOT NULL""";

  private static final String OLD_LETTERS =
      """
      /* sweep.oldLetters */ DELETE FROM dead_letter
      WHERE quarantined_us < (extract(epoch FROM now() - interval '90 days') * 1000000)::bigint""";

  private static final String OLD_DELETIONS =
      """
      /* sweep.oldDeletions */ DELETE FROM deletion
      WHERE state = 'DONE' AND updated_at < now() - interval '90 days'""";

  private final Pool pool;

  SweepRepository(Pool pool) {
    this.pool = pool;
  }

  /**
   * Commands scores of deleted traces. A score lives on another partition than its trace and may
   * come later, so that no stage sees both.
   *
   * @param recent only of traces that were deleted within the last hour
   */
  Uni<Void> scores(boolean recent) {
    String sql = SCORES + (recent ? "WHERE" + RECENT : "") + LIMIT;
    return pool.query(sql)
        .execute()
        .chain(
            rows ->
                rows.size() == 0
                    ? Uni.createFrom().voidItem()
                    : pool.withTransaction(connection -> command(connection, rows)));
  }

  /**
   * Deletes letters of deleted traces; which score's a letter is, only its bytes say.
   *
   * @param recent as in {@link #scores}
   */
  Uni<Void> letters(boolean recent) {
    return execute(LETTERS + (recent ? "AND" + RECENT : ""));
  }

  /** Letters of deleted projects, and what is older than 90 days. */
  Uni<Void> forget() {
    return execute(LETTERS_OF_PROJECTS)
        .chain(() -> execute(OLD_LETTERS))
        .chain(() -> execute(OLD_DELETIONS));
  }

  private static Uni<Void> command(SqlConnection connection, RowSet<Row> rows) {
    List<Change> changes = new ArrayList<>(rows.size());
    for (Row row : rows) {
      changes.add(
          Command.of(
              Topics.SCORES,
              row.getInteger("project_id"),
              row.getShort("part"),
              row.getString("id")));
    }
    return OutboxBatch.lock(connection).chain(() -> OutboxBatch.write(connection, changes));
  }

  private Uni<Void> execute(String sql) {
    return pool.query(sql).execute().replaceWithVoid();
  }
}
