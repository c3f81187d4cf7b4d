package io.tallystream.sink;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallystream.event.Failpoint;
import io.tallystream.event.Letters;
import io.tallystream.sink.View.Batch;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Stores what a consumer polls: for each chunk one transaction that locks the offsets of its
 * partitions, runs the view's statements, and moves the offsets on.
 *
 * <p>The offsets in PostgreSQL are the truth. A record below them is skipped, so redelivery, a
 * second consumer and a restored database are all harmless.
 */
public final class ViewSink {
  private static final Logger LOG = Logger.getLogger(ViewSink.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(50);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
  private static final String JUDGED = "fact-sink";

  private final String name;
  private final Pool pool;
  private final View view;
  private final DeadLetters deadLetters;
  private final Offsets offsets;
  private final Positions positions = new Positions();
  private final Reader reader;
  private final int lanes;

  /**
   * A sink that borrows its connections and its dead-letter producer.
   *
   * @param name key of its offsets; never changed
   * @param reader what to ask for records again
   * @param lanes transactions side by side, at most the connections of the pool
   */
  public ViewSink(
      String name, Pool pool, View view, DeadLetters deadLetters, Reader reader, int lanes) {
    this.name = name;
    this.pool = pool;
    this.view = view;
    this.deadLetters = deadLetters;
    this.offsets = new Offsets(name);
    this.reader = reader;
    this.lanes = lanes;
  }

  /** Completes when every record is stored or in {@code dead-letters}; never fails on data. */
  public Uni<Void> store(ConsumerRecords<byte[], byte[]> polled) {
    return Multi.createFrom()
        .iterable(Lanes.of(polled, lanes))
        .onItem()
        .transformToUniAndMerge(this::storeLane)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Next offset of a partition, for the consumer to seek to; registers a partition that is new. */
  public Uni<Long> nextOffset(TopicPartition partition) {
    return patiently(offsets.load(pool, partition))
        .invoke(next -> positions.assigned(partition, next));
  }

  /** Reads again what the database has lost since it was stored, also when nothing new comes. */
  public Uni<Void> check() {
    // Taken first: what is stored while the database is asked is not yet in its answer.
    Map<TopicPartition, Long> seen = positions.all();
    return offsets
        .all(pool)
        .invoke(
            next ->
                seen.forEach(
                    (partition, before) -> {
                      if (next.getOrDefault(partition, 0L) < before) {
                        seek(partition, next.getOrDefault(partition, 0L));
                      }
                    }))
        .replaceWithVoid();
  }

  private void seek(TopicPartition partition, long next) {
    LOG.warnf("%s: the database went back; %s is read again from %d", name, partition, next);
    reader.seek(partition, next);
  }

  private Uni<Void> storeLane(List<ConsumerRecord<byte[], byte[]>> records) {
    return Multi.createFrom()
        .iterable(Chunks.of(records))
        .onItem()
        .transformToUniAndConcatenate(this::storeChunk)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> storeChunk(List<ConsumerRecord<byte[], byte[]>> chunk) {
    return Uni.createFrom()
        .item(() -> read(chunk))
        .chain(
            batch -> prepare(batch).chain(() -> patiently(transaction(chunk, batch, this::read))))
        .invoke(Failpoint.AFTER_PG_COMMIT_BEFORE_POLL::reach)
        .onFailure(Failures::isPoison)
        .recoverWithUni(refused -> bisect(chunk, refused));
  }

  /** Halves until the one record is found that the database refuses; all others are stored. */
  private Uni<Void> bisect(List<ConsumerRecord<byte[], byte[]>> chunk, Throwable refused) {
    if (chunk.size() == 1) {
      LOG.errorf(
          "%s: %s goes to dead-letters: %s",
          name, at(chunk.getFirst()), Letters.detail(refused.toString()));
      int project = project(chunk.getFirst());
      Batch instead = instead(chunk.getFirst());
      return patiently(deadLetters.write(name, project, chunk.getFirst(), refused))
          .chain(() -> patiently(transaction(chunk, instead, fresh -> instead)));
    }
    int half = chunk.size() / 2;
    return storeChunk(chunk.subList(0, half))
        .chain(() -> storeChunk(chunk.subList(half, chunk.size())));
  }

  /**
   * @param read of what is left of the chunk when a part of it is stored already
   */
  private Uni<Void> transaction(
      List<ConsumerRecord<byte[], byte[]>> chunk,
      Batch batch,
      Function<List<ConsumerRecord<byte[], byte[]>>, Batch> read) {
    if (Failpoint.OFFSETS_APART.isOn()) {
      return offsetsThenRows(chunk, batch);
    }
    return pool.withTransaction(
            connection ->
                offsets
                    .lock(connection, chunk)
                    .chain(
                        next -> {
                          var fresh = fresh(chunk, next);
                          if (fresh.isEmpty()) {
                            return Uni.createFrom().item(fresh);
                          }
                          Batch rows = fresh.size() == chunk.size() ? batch : read.apply(fresh);
                          return run(connection, rows.store())
                              .chain(() -> run(connection, once(fresh, next, rows, read)))
                              .invoke(Failpoint.MID_BATCH::reach)
                              .chain(() -> offsets.advance(connection, fresh))
                              .replaceWith(fresh);
                        }))
        .invoke(this::stored)
        .replaceWithVoid();
  }

  /** What is not stored yet, of partitions where nothing before it is missing. */
  private List<ConsumerRecord<byte[], byte[]>> fresh(
      List<ConsumerRecord<byte[], byte[]>> chunk, Map<Integer, Offsets.Next> next) {
    var byPartition = chunk.stream().collect(Collectors.groupingBy(ConsumerRecord::partition));
    var stored = new HashSet<Integer>();
    byPartition.forEach(
        (part, records) -> {
          var partition = new TopicPartition(records.getFirst().topic(), part);
          switch (positions.judge(partition, records, next.get(part).off())) {
            case STORE -> stored.add(part);
            case LEAVE_AND_SEEK -> seek(partition, next.get(part).off());
            case LEAVE -> {}
          }
        });
    return chunk.stream()
        .filter(r -> stored.contains(r.partition()) && r.offset() >= next.get(r.partition()).off())
        .toList();
  }

  /** Of what is not read again. */
  private static List<Statement> once(
      List<ConsumerRecord<byte[], byte[]>> fresh,
      Map<Integer, Offsets.Next> next,
      Batch rows,
      Function<List<ConsumerRecord<byte[], byte[]>>, Batch> read) {
    var first = fresh.stream().filter(r -> r.offset() >= next.get(r.partition()).peak()).toList();
    if (first.isEmpty()) {
      return List.of();
    }
    return first.size() == fresh.size() ? rows.once() : read.apply(first).once();
  }

  private void stored(List<ConsumerRecord<byte[], byte[]>> records) {
    records.forEach(
        r -> positions.stored(new TopicPartition(r.topic(), r.partition()), r.offset() + 1));
  }

  /** Known to be broken: what the fault suite must catch. */
  private Uni<Void> offsetsThenRows(List<ConsumerRecord<byte[], byte[]>> chunk, Batch batch) {
    return pool.withTransaction(connection -> offsets.advance(connection, chunk))
        .invoke(this::apart)
        .chain(() -> pool.withTransaction(connection -> run(connection, batch.store())));
  }

  /** Only where each row is judged and most are written once: what other sinks lose heals. */
  private void apart() {
    if (name.equals(JUDGED)) {
      Failpoint.AFTER_OFFSET_BEFORE_ROWS.reach();
    }
  }

  private static Uni<Void> run(SqlClient client, List<Statement> statements) {
    return Multi.createFrom()
        .iterable(statements)
        .onItem()
        .transformToUniAndConcatenate(s -> client.preparedQuery(s.sql()).execute(s.arguments()))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Refused, for example, where the default partition holds rows of the day: they stay there. */
  private Uni<Void> prepare(Batch batch) {
    return patiently(run(pool, batch.prepare()))
        .onFailure(PgException.class)
        .invoke(failure -> LOG.warnf(failure, "%s: rows go to a default partition", name))
        .onFailure(PgException.class)
        .recoverWithNull();
  }

  /**
   * A view is a pure function: what makes it fail is in the records, and trying again is in vain.
   */
  private Batch read(List<ConsumerRecord<byte[], byte[]>> records) {
    try {
      return view.read(records);
    } catch (PoisonRecordException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new PoisonRecordException(e.toString(), e);
    }
  }

  private Batch instead(ConsumerRecord<byte[], byte[]> refused) {
    try {
      return view.refused(refused);
    } catch (RuntimeException e) {
      return Batch.NOTHING;
    }
  }

  private int project(ConsumerRecord<byte[], byte[]> record) {
    try {
      return view.project(record);
    } catch (RuntimeException e) {
      return 0;
    }
  }

  /** Waits for a database that is away, restarting, out of disk or in deadlock. */
  private <T> Uni<T> patiently(Uni<T> attempt) {
    return attempt
        .onFailure(failure -> !Failures.isPoison(failure))
        .invoke(failure -> LOG.warnf(failure, "%s: trying again", name))
        .onFailure(failure -> !Failures.isPoison(failure))
        .retry()
        .withBackOff(FIRST_RETRY, LONGEST_RETRY)
        .indefinitely();
  }

  private static String at(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }
}
