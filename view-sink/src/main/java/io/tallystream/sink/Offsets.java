package io.tallystream.sink;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
  private static final String READ_ALL =
      "/* sink-offset-read-all */ SELECT topic, part, off FROM sink_offset WHERE sink = $1";
  private static final String LOCK =
      """
      /* sink-offset-lock */ SELECT part, off, peak FROM sink_offset
      WHERE sink = $1 AND topic = $2 AND part = ANY ($3) ORDER BY part FOR UPDATE""";
  private static final String ADVANCE =
      """
      /* sink-offset-advance */ UPDATE sink_offset AS s
      SET off = n.off, peak = greatest(s.peak, n.off), appended_at = n.appended_at, updated_at = now()
      FROM unnest($3::smallint[], $4::bigint[], $5::timestamptz[]) AS n (part, off, appended_at)
      WHERE s.sink = $1 AND s.topic = $2 AND s.part = n.part""";

  /**
   * What to read next.
   *
   * @param off next offset
   * @param peak greatest that it ever was: before it, records are read again
   */
  record Next(long off, long peak) {}

  private final String sink;

  Offsets(String sink) {
    this.sink = sink;
  }

  /** Next offset to read; 0 for a partition that this sink has never read. */
  Uni<Long> load(SqlClient client, TopicPartition partition) {
    Tuple row = Tuple.of(sink, partition.topic(), (short) partition.partition());
    return client
        .preparedQuery(ENSURE)
        .execute(row)
        .chain(() -> client.preparedQuery(READ).execute(row))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** Next offset to read, of every partition that was ever read. */
  Uni<Map<TopicPartition, Long>> all(SqlClient client) {
    return client
        .preparedQuery(READ_ALL)
        .execute(Tuple.of(sink))
        .map(
            rows -> {
              var offsets = new HashMap<TopicPartition, Long>();
              rows.forEach(
                  row ->
                      offsets.put(
                          new TopicPartition(row.getString(0), row.getShort(1)), row.getLong(2)));
              return offsets;
            });
  }

  /**
   * Next offsets by partition, locked until the end of the transaction: writers of a partition take
   * turns, and lock in one order.
   */
  Uni<Map<Integer, Next>> lock(
      SqlConnection transaction, Collection<ConsumerRecord<byte[], byte[]>> records) {
    Map<Integer, ConsumerRecord<byte[], byte[]>> last = last(records);
    Short[] parts = last.keySet().stream().map(Integer::shortValue).toArray(Short[]::new);
    return transaction
        .preparedQuery(LOCK)
        .execute(Tuple.of(sink, topic(last), parts))
        .map(Offsets::byPartition);
  }

  /**
   * Moves each partition behind its last record. The append time of that record goes with it: the
   * age of what is stored.
   */
  Uni<Void> advance(SqlConnection transaction, Collection<ConsumerRecord<byte[], byte[]>> records) {
    Map<Integer, ConsumerRecord<byte[], byte[]>> last = last(records);
    return transaction
        .preparedQuery(ADVANCE)
        .execute(
            Tuple.of(
                sink,
                topic(last),
                last.keySet().stream().map(Integer::shortValue).toArray(Short[]::new),
                last.values().stream().map(r -> r.offset() + 1).toArray(Long[]::new),
                last.values().stream().map(Offsets::appended).toArray(OffsetDateTime[]::new)))
        .replaceWithVoid();
  }

  private static Map<Integer, ConsumerRecord<byte[], byte[]>> last(
      Collection<ConsumerRecord<byte[], byte[]>> records) {
    var last = new TreeMap<Integer, ConsumerRecord<byte[], byte[]>>();
    records.forEach(record -> last.put(record.partition(), record));
    return last;
  }

  private static String topic(Map<Integer, ConsumerRecord<byte[], byte[]>> last) {
    return last.values().iterator().next().topic();
  }

  private static Map<Integer, Next> byPartition(RowSet<Row> rows) {
    var offsets = new HashMap<Integer, Next>();
    rows.forEach(
        row -> offsets.put(row.getShort(0).intValue(), new Next(row.getLong(1), row.getLong(2))));
    return offsets;
  }

  private static OffsetDateTime appended(ConsumerRecord<byte[], byte[]> record) {
    return OffsetDateTime.ofInstant(Instant.ofEpochMilli(record.timestamp()), ZoneOffset.UTC);
  }
}
