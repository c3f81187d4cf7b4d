package io.tallystream.query.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Unsent rows. Several instances share the table: one of them publishes at a time, by a lock. */
@ApplicationScoped
class OutboxRepository {
  private static final int BATCH = 500;

  private static final String HAS_UNSENT =
      "/* outbox.hasUnsent */ SELECT EXISTS (SELECT 1 FROM outbox WHERE sent_at IS NULL)";
  // Waits for another publisher, but not for ever for one that hangs.
  private static final String TIMEOUT = "SET LOCAL lock_timeout = '15s'";
  private static final String LOCK =
      "/* outbox.publish */ SELECT 1 FROM pg_advisory_xact_lock(28272)";
  private static final String UNSENT =
      """
      /* outbox.unsent */
      SELECT id, topic, key, value, part FROM outbox WHERE sent_at IS NULL ORDER BY id LIMIT $1
      """;
  // A command names what is to be deleted, and is of no use when it is sent.
  private static final String SENT =
      """
      /* outbox.sent */
      WITH commanded AS (DELETE FROM outbox WHERE id = ANY ($1) AND part IS NOT NULL)
      UPDATE outbox SET sent_at = now() WHERE id = ANY ($1) AND part IS NULL
      """;

  private static final String FORGET =
      """
      /* outbox.forget */ DELETE FROM outbox WHERE sent_at < now() - interval '1 day'""";

  private final Pool pool;
  private final OutboxProducer producer;

  OutboxRepository(Pool pool, OutboxProducer producer) {
    this.pool = pool;
    this.producer = producer;
  }

  Uni<Boolean> hasUnsent() {
    return pool.query(HAS_UNSENT).execute().map(rows -> rows.iterator().next().getBoolean(0));
  }

  /**
   * Sends the oldest unsent rows and marks them once all are acknowledged; after a failure all of
   * them are sent again, which a compacted topic and a deletion forgive.
   *
   * @return whether there may be more
   */
  Uni<Boolean> sendBatch() {
    return pool.withTransaction(
        connection ->
            connection
                .query(TIMEOUT)
                .execute()
                .chain(() -> connection.query(LOCK).execute())
                .chain(() -> connection.preparedQuery(UNSENT).execute(Tuple.of(BATCH)))
                .chain(rows -> send(connection, rows)));
  }

  /** What the topic has: of use for looking at only. */
  Uni<Void> forget() {
    return pool.query(FORGET).execute().replaceWithVoid();
  }

  private Uni<Boolean> send(SqlConnection connection, RowSet<Row> rows) {
    List<Long> ids = new ArrayList<>();
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (Row row : rows) {
      Buffer value = row.getBuffer("value");
      ids.add(row.getLong("id"));
      Short part = row.getShort("part");
      records.add(
          new ProducerRecord<>(
              row.getString("topic"),
              part == null ? null : part.intValue(),
              row.getString("key"),
              value == null ? null : value.getBytes()));
    }
    return producer
        .send(records)
        .chain(
            () ->
                connection.preparedQuery(SENT).execute(Tuple.of((Object) ids.toArray(Long[]::new))))
        .replaceWith(ids.size() == BATCH);
  }
}
