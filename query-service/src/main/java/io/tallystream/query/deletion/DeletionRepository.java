package io.tallystream.query.deletion;

import io.smallrye.mutiny.Uni;
import io.tallystream.event.Topics;
import io.tallystream.query.outbox.Change;
import io.tallystream.query.outbox.OutboxBatch;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Table {@code deletion}, and the pages of what each deletes. Several instances share the work. */
@ApplicationScoped
class DeletionRepository {
  private static final int PAGE = 500;
  private static final int SHOWN = 100;
  private static final UUID FIRST = new UUID(0, 0);

  /** Deletions of projects: whatever its age. */
  private static final String EVER = "9223372036854775807";

  private static final String OF_USER = "t.project_id = $1 AND t.user_id = $2";

  /** A trace is as old as its newest part; the first condition is what the index knows. */
  private static final String OLD_TRACE =
      """
      t.project_id = $1 AND t.timestamp_us < $2
      AND greatest(t.timestamp_us, t.last_start_us, t.last_end_us) < $2""";

  private static final String OLD_SCORE = "t.project_id = $1 AND t.timestamp_us < $2";

  private static final String START =
      """
      /* deletion.start */
      INSERT INTO deletion (id, project_id, kind, user_id, before_us, total)
      SELECT gen_random_uuid(), $1, 'USER', $2, %s, count(*) FROM trace t WHERE %s
      RETURNING %s"""
          .formatted(EVER, OF_USER, Deletion.COLUMNS);
  private static final String START_PROJECT =
      """
      /* deletion.startProject */
      INSERT INTO deletion (id, project_id, kind, before_us, total)
      SELECT gen_random_uuid(), $1, 'PROJECT', %s, count(*) FROM trace t WHERE t.project_id = $1"""
          .formatted(EVER);

  /** Where something is too old, unless that is being deleted; a deleted project keeps nothing. */
  private static final String START_RETENTION =
      """
      /* deletion.startRetention */
      INSERT INTO deletion (id, project_id, kind, before_us, total)
      SELECT gen_random_uuid(), p.number, 'RETENTION', p.before_us,
        (SELECT count(*) FROM trace t WHERE t.project_id = p.number
           AND t.timestamp_us < p.before_us
           AND greatest(t.timestamp_us, t.last_start_us, t.last_end_us) < p.before_us)
      FROM (SELECT number, CASE WHEN deleted_at IS NOT NULL THEN %s
                ELSE (extract(epoch FROM now() - make_interval(days => retention_days)) * 1000000)::bigint
              END AS before_us
            FROM project WHERE retention_days > 0 OR deleted_at IS NOT NULL) AS p
      WHERE NOT EXISTS (SELECT 1 FROM deletion d
          WHERE d.project_id = p.number AND d.kind <> 'USER' AND d.state = 'RUNNING')
        AND (EXISTS (SELECT 1 FROM trace t WHERE t.project_id = p.number
               AND t.timestamp_us < p.before_us
               AND greatest(t.timestamp_us, t.last_start_us, t.last_end_us) < p.before_us)
          OR EXISTS (SELECT 1 FROM score t
               WHERE t.project_id = p.number AND t.timestamp_us < p.before_us))"""
          .formatted(EVER);

  private static final String BY_ID =
      "/* deletion.by_id */ SELECT %s FROM deletion WHERE project_id = $1 AND id = $2"
          .formatted(Deletion.COLUMNS);
  private static final String LIST =
      "/* deletion.list */ SELECT %s FROM deletion WHERE project_id = $1 ORDER BY created_at DESC LIMIT %d"
          .formatted(Deletion.COLUMNS, SHOWN);
  private static final String RUNNING =
      "/* deletion.running */ SELECT id FROM deletion WHERE state = 'RUNNING' ORDER BY updated_at LIMIT 20";
  private static final String TAKE =
      """
      /* deletion.take */ SELECT %s FROM deletion WHERE id = $1 AND state = 'RUNNING'
      FOR UPDATE SKIP LOCKED"""
          .formatted(Deletion.COLUMNS);
  private static final String PAGED =
      """
      /* deletion.paged */ UPDATE deletion
      SET after_h = $2, done = least(total, done + $3), updated_at = now() WHERE id = $1""";
  private static final String SCORES =
      """
      /* deletion.scores */ UPDATE deletion
      SET topic = 'scores', after_h = NULL, updated_at = now() WHERE id = $1""";

  /** What is still there was sent while it ran, or the sinks are behind. */
  private static final String AGAIN =
      """
      /* deletion.again */ UPDATE deletion
      SET topic = 'events', after_h = NULL, updated_at = now()
      WHERE id = $1 AND updated_at < now() - interval '10 seconds'""";

  private static final String DONE =
      """
      /* deletion.done */ UPDATE deletion
      SET state = 'DONE', user_id = NULL, done = total, updated_at = now() WHERE id = $1""";

  private final Pool pool;

  DeletionRepository(Pool pool) {
    this.pool = pool;
  }

  Uni<Deletion> start(int project, String userId) {
    return pool.preparedQuery(START)
        .execute(Tuple.of(project, userId))
        .map(rows -> Deletion.of(rows.iterator().next()));
  }

  Uni<Void> startProject(SqlConnection connection, int project) {
    return connection.preparedQuery(START_PROJECT).execute(Tuple.of(project)).replaceWithVoid();
  }

  Uni<Void> startRetention() {
    return pool.query(START_RETENTION).execute().replaceWithVoid();
  }

  Uni<Optional<Deletion>> byId(int project, UUID id) {
    return pool.preparedQuery(BY_ID)
        .execute(Tuple.of(project, id))
        .map(rows -> stream(rows).map(Deletion::of).findFirst());
  }

  /** Newest first. */
  Uni<List<Deletion>> list(int project) {
    return pool.preparedQuery(LIST)
        .execute(Tuple.of(project))
        .map(rows -> stream(rows).map(Deletion::of).toList());
  }

  Uni<List<UUID>> running() {
    return pool.query(RUNNING)
        .execute()
        .map(rows -> stream(rows).map(row -> row.getUUID("id")).toList());
  }

  /** Commands one page, or finds that everything is gone. */
  Uni<Void> step(UUID id) {
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(id))
                .map(rows -> stream(rows).map(Deletion::of).findFirst())
                .chain(
                    taken ->
                        taken.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : step(connection, taken.get())));
  }

  private static Uni<Void> step(SqlConnection connection, Deletion deletion) {
    return page(connection, deletion)
        .chain(
            page ->
                page.isEmpty() ? turn(connection, deletion) : command(connection, deletion, page));
  }

  private record Target(short part, UUID hash, String id) {}

  private static Uni<List<Target>> page(SqlConnection connection, Deletion deletion) {
    boolean scores = deletion.topic().equals(Topics.SCORES);
    String hash = scores ? "score_h" : "trace_h";
    String sql =
        "/* deletion.page */ SELECT t.part, t.%s AS h, t.%s AS id FROM %s AND t.%s > $3 ORDER BY t.%s LIMIT %d"
            .formatted(hash, scores ? "id" : "trace_id", from(deletion, scores), hash, hash, PAGE);
    Tuple arguments = arguments(deletion);
    arguments.addUUID(deletion.after() == null ? FIRST : deletion.after());
    return connection
        .preparedQuery(sql)
        .execute(arguments)
        .map(
            rows ->
                stream(rows)
                    .map(r -> new Target(r.getShort("part"), r.getUUID("h"), r.getString("id")))
                    .toList());
  }

  private static Uni<Void> command(SqlConnection connection, Deletion deletion, List<Target> page) {
    List<Change> changes = new ArrayList<>(page.size());
    for (Target each : page) {
      changes.add(Command.of(deletion.topic(), deletion.project(), each.part, each.id));
    }
    long traces = deletion.topic().equals(Topics.EVENTS) ? page.size() : 0;
    return OutboxBatch.lock(connection)
        .chain(() -> OutboxBatch.write(connection, changes))
        .chain(
            () ->
                connection
                    .preparedQuery(PAGED)
                    .execute(Tuple.of(deletion.id(), page.getLast().hash, traces)))
        .replaceWithVoid();
  }

  /** After the last page: on to the scores, to what is left, or to the end. */
  private static Uni<Void> turn(SqlConnection connection, Deletion deletion) {
    if (!deletion.isOfUser() && deletion.topic().equals(Topics.EVENTS)) {
      return update(connection, SCORES, deletion);
    }
    return remains(connection, deletion, false)
        .chain(
            some ->
                some || deletion.isOfUser()
                    ? Uni.createFrom().item(some)
                    : remains(connection, deletion, true))
        .chain(some -> update(connection, some ? AGAIN : DONE, deletion));
  }

  private static Uni<Boolean> remains(SqlConnection connection, Deletion deletion, boolean scores) {
    String sql =
        "/* deletion.remains */ SELECT EXISTS (SELECT 1 FROM %s)".formatted(from(deletion, scores));
    return connection
        .preparedQuery(sql)
        .execute(arguments(deletion))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  private static String from(Deletion deletion, boolean scores) {
    return scores
        ? "score t WHERE " + OLD_SCORE
        : "trace t WHERE " + (deletion.isOfUser() ? OF_USER : OLD_TRACE);
  }

  private static Tuple arguments(Deletion deletion) {
    Tuple arguments = Tuple.tuple().addInteger(deletion.project());
    return deletion.isOfUser()
        ? arguments.addString(deletion.userId())
        : arguments.addLong(deletion.beforeUs());
  }

  private static Uni<Void> update(SqlConnection connection, String sql, Deletion deletion) {
    return connection.preparedQuery(sql).execute(Tuple.of(deletion.id())).replaceWithVoid();
  }

  private static java.util.stream.Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
