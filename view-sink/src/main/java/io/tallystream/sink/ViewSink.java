package io.tallystream.sink;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallystream.event.Letters;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Stores what a consumer polls: for each partition and chunk one transaction that locks the
 * partition's offset, runs the view's statements, and moves the offset on.
 *
 * <p>The offsets in PostgreSQL are the truth. A record below them is skipped, so redelivery, a
 * second consumer and a restored database are all harmless.
 */
public final class ViewSink {
  private static final Logger LOG = Logger.getLogger(ViewSink.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(50);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

  private final String name;
  private final Pool pool;
  private final View view;
  private final DeadLetters deadLetters;
  private final Offsets offsets;

  /**
   * A sink that borrows its connections and its dead-letter producer.
   *
   * @param name key of its offsets; never changed
   */
  public ViewSink(String name, Pool pool, View view, DeadLetters deadLetters) {
    this.name = name;
    this.pool = pool;
    this.view = view;
    this.deadLetters = deadLetters;
    this.offsets = new Offsets(name);
  }

  /** Completes when every record is stored or in {@code dead-letters}; never fails on data. */
  public Uni<Void> store(ConsumerRecords<byte[], byte[]> polled) {
    return Multi.createFrom()
        .iterable(polled.partitions())
        .onItem()
        .transformToUniAndMerge(partition -> store(partition, polled.records(partition)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Next offset of a partition, for the consumer to seek to; registers a partition that is new. */
  public Uni<Long> nextOffset(TopicPartition partition) {
    return patiently(offsets.load(pool, partition));
  }

  private Uni<Void> store(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    return Multi.createFrom()
        .iterable(Chunks.of(records))
        .onItem()
        .transformToUniAndConcatenate(chunk -> storeChunk(partition, chunk))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> storeChunk(
      TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> chunk) {
    return prepare(chunk)
        .chain(() -> patiently(transaction(partition, chunk, true)))
        .onFailure(Failures::isPoison)
        .recoverWithUni(refused -> bisect(partition, chunk, refused));
  }

  /** Halves until the one record is found that the database refuses; all others are stored. */
  private Uni<Void> bisect(
      TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> chunk, Throwable refused) {
    if (chunk.size() == 1) {
      LOG.errorf(
          "%s: %s goes to dead-letters: %s",
          name, at(chunk.getFirst()), Letters.detail(refused.toString()));
      int project = project(chunk.getFirst());
      return patiently(deadLetters.write(name, project, chunk.getFirst(), refused))
          .chain(() -> patiently(transaction(partition, chunk, false)));
    }
    int half = chunk.size() / 2;
    return storeChunk(partition, chunk.subList(0, half))
        .chain(() -> storeChunk(partition, chunk.subList(half, chunk.size())));
  }

  private Uni<Void> transaction(
      TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> chunk, boolean withRows) {
    return pool.withTransaction(
        connection ->
            offsets
                .lock(connection, partition)
                .chain(
                    stored -> {
                      var fresh = chunk.stream().filter(r -> r.offset() >= stored).toList();
                      return fresh.isEmpty()
                          ? Uni.createFrom().voidItem()
                          : write(connection, partition, fresh, withRows);
                    }));
  }

  private Uni<Void> write(
      SqlConnection connection,
      TopicPartition partition,
      List<ConsumerRecord<byte[], byte[]>> fresh,
      boolean withRows) {
    ConsumerRecord<byte[], byte[]> last = fresh.getLast();
    Uni<Void> rows =
        withRows
            ? run(connection, statements(() -> view.store(fresh)))
            : Uni.createFrom().voidItem();
    return rows.chain(
        () -> offsets.advance(connection, partition, last.offset() + 1, last.timestamp()));
  }

  private static Uni<Void> run(SqlConnection connection, List<Statement> statements) {
    return Multi.createFrom()
        .iterable(statements)
        .onItem()
        .transformToUniAndConcatenate(s -> connection.preparedQuery(s.sql()).execute(s.arguments()))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Refused, for example, where the default partition holds rows of the day: they stay there. */
  private Uni<Void> prepare(List<ConsumerRecord<byte[], byte[]>> chunk) {
    return Uni.createFrom()
        .item(() -> statements(() -> view.prepare(chunk)))
        .chain(
            statements ->
                patiently(
                    Multi.createFrom()
                        .iterable(statements)
                        .onItem()
                        .transformToUniAndConcatenate(
                            s -> pool.preparedQuery(s.sql()).execute(s.arguments()))
                        .collect()
                        .last()
                        .replaceWithVoid()))
        .onFailure(PgException.class)
        .invoke(failure -> LOG.warnf(failure, "%s: rows go to a default partition", name))
        .onFailure(PgException.class)
        .recoverWithNull();
  }

  /**
   * A view is a pure function: what makes it fail is in the records, and trying again is in vain.
   */
  private static List<Statement> statements(Supplier<List<Statement>> view) {
    try {
      return view.get();
    } catch (PoisonRecordException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new PoisonRecordException(e.toString(), e);
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
