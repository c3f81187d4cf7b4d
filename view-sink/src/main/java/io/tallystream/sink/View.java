package io.tallystream.sink;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns records of one topic into SQL. Pure, so that a batch can be split and tried again.
 *
 * <p>Statements write absolute values guarded by {@link Version}: running them twice changes
 * nothing. What does is for {@link Batch#once}.
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
   * @param once add to sums, in the same transaction; left out when a view is made anew, since its
   *     records were added before
   */
  record Batch(List<Statement> prepare, List<Statement> store, List<Statement> once) {
    public static final Batch NOTHING = new Batch(List.of(), List.of(), List.of());

    public Batch(List<Statement> prepare, List<Statement> store) {
      this(prepare, store, List.of());
    }

    public static Batch of(List<Statement> store) {
      return new Batch(List.of(), store);
    }
  }

  /** What is stored instead of a record that became a dead letter. */
  default Batch refused(ConsumerRecord<byte[], byte[]> record) {
    return Batch.NOTHING;
  }

  /** Number of the project that a record belongs to; 0 when it says nothing of it. */
  default int project(ConsumerRecord<byte[], byte[]> record) {
    return 0;
  }
}
