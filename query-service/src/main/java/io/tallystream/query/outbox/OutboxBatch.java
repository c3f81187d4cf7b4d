package io.tallystream.query.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Many changes at once, with plain SQL. */
public final class OutboxBatch {
  private static final String LOCK =
      "/* outbox.lock */ SELECT 1 FROM pg_advisory_xact_lock(" + Outbox.WRITE_LOCK + ")";
  private static final String IDS =
      """
      /* outbox.ids */
      SELECT nextval(pg_get_serial_sequence('outbox', 'id')) FROM generate_series(1, $1)
      """;
  private static final String INSERT =
      """
      /* outbox.insert */
      INSERT INTO outbox (id, topic, key, value, part) OVERRIDING SYSTEM VALUE VALUES ($1, $2, $3, $4, $5)
      """;

  private OutboxBatch() {}

  /** Before the first write: see {@link Outbox#WRITE_LOCK}. */
  public static Uni<Void> lock(SqlConnection connection) {
    return connection.query(LOCK).execute().replaceWithVoid();
  }

  /** Adds what is to be published, in the order given; the next pass sends it. */
  public static Uni<Void> write(SqlConnection connection, List<Change> changes) {
    if (changes.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return connection
        .preparedQuery(IDS)
        .execute(Tuple.of(changes.size()))
        .map(ids -> tuples(ids, changes))
        .chain(tuples -> connection.preparedQuery(INSERT).executeBatch(tuples))
        .replaceWithVoid();
  }

  private static List<Tuple> tuples(RowSet<Row> ids, List<Change> changes) {
    List<Tuple> tuples = new ArrayList<>(changes.size());
    for (Row row : ids) {
      Change change = changes.get(tuples.size());
      long id = row.getLong(0);
      byte[] value = change.valueOf(id);
      tuples.add(
          Tuple.of(
              id,
              change.topic(),
              change.key(),
              value == null ? null : Buffer.buffer(value),
              change.part()));
    }
    return tuples;
  }
}
