package io.tallystream.sink;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.kafka.common.TopicPartition;

/** The rows of {@code sink_offset} that belong to one sink: next offset to read, by partition. */
final class Offsets {
  private static final String ENSURE =
      """
      /* sink-offset-ensure */ INSERT INTO sink_offset (sink, topic, part, off, appended_at, updated_at)
      VALUES ($1, $2, $3, 0, 'epoch', now()) ON CONFLICT DO NOTHING""";
  private static final String READ =
      """
      /* sink-offset-read */ SELECT off FROM sink_offset WHERE sink = $1 AND topic = $2 AND part = $3""";
  private static final String LOCK =
      """
      /* sink-offset-lock */ SELECT off FROM sink_offset WHERE sink = $1 AND topic = $2 AND part = $3 FOR UPDATE""";
  private static final String ADVANCE =
      """
      /* sink-offset-advance */ UPDATE sink_offset SET off = $4, appended_at = $5, updated_at = now()
      WHERE sink = $1 AND topic = $2 AND part = $3""";

  private final String sink;

  Offsets(String sink) {
    this.sink = sink;
  }

  /** Next offset to read; 0 for a partition that this sink has never read. */
  Uni<Long> load(SqlClient client, TopicPartition partition) {
    return client
        .preparedQuery(ENSURE)
        .execute(row(partition))
        .chain(() -> off(client, READ, partition));
  }

  /** The same, locked until the end of the transaction: writers of one partition take turns. */
  Uni<Long> lock(SqlConnection transaction, TopicPartition partition) {
    return off(transaction, LOCK, partition);
  }

  /**
   * @param next offset to read next
   * @param appendedMillis when the broker appended the last record that is stored
   */
  Uni<Void> advance(
      SqlConnection transaction, TopicPartition partition, long next, long appendedMillis) {
    Tuple arguments =
        row(partition)
            .addLong(next)
            .addOffsetDateTime(
                OffsetDateTime.ofInstant(Instant.ofEpochMilli(appendedMillis), ZoneOffset.UTC));
    return transaction.preparedQuery(ADVANCE).execute(arguments).replaceWithVoid();
  }

  private Uni<Long> off(SqlClient client, String sql, TopicPartition partition) {
    return client
        .preparedQuery(sql)
        .execute(row(partition))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  private Tuple row(TopicPartition partition) {
    return Tuple.of(sink, partition.topic(), (short) partition.partition());
  }
}
