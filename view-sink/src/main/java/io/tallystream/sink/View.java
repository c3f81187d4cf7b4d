package io.tallystream.sink;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns records of one topic into SQL. Pure, so that a batch can be split and tried again.
 *
 * <p>Statements write absolute values guarded by {@link Version}: running them twice changes
 * nothing.
 */
public interface View {
  /**
   * What the records become; those of one partition are in its order. Whatever it throws says that
   * one of the records is poison.
   *
   * @throws PoisonRecordException when a record does not decode
   */
  Batch read(List<ConsumerRecord<byte[], byte[]>> records);

  /**
   * Statements of a batch.
   *
   * @param prepare make room for the rows, such as creating a day's partition. Each runs by itself
   *     before the transaction; the rows are stored even when it fails.
   * @param store store the rows, in this order and in one transaction
   */
  record Batch(List<Statement> prepare, List<Statement> store) {
    static final Batch NOTHING = new Batch(List.of(), List.of());

    public static Batch of(List<Statement> store) {
      return new Batch(List.of(), store);
    }
  }

  /** Number of the project that a record belongs to; 0 when it says nothing of it. */
  default int project(ConsumerRecord<byte[], byte[]> record) {
    return 0;
  }
}
