package io.tallystream.sink;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns records of one partition into SQL. Pure, so that a batch can be split and tried again.
 *
 * <p>Statements write absolute values guarded by {@link Version}: running them twice changes
 * nothing.
 */
public interface View {
  /**
   * Statements that store the records, in order; empty when there is nothing to store. Whatever it
   * throws says that one of the records is poison.
   *
   * @throws PoisonRecordException when a record does not decode
   */
  List<Statement> store(List<ConsumerRecord<byte[], byte[]>> records);

  /**
   * Statements that make room for the records, such as creating a day's partition. Each runs by
   * itself before the transaction; the rows are stored even when it fails.
   */
  default List<Statement> prepare(List<ConsumerRecord<byte[], byte[]>> records) {
    return List.of();
  }

  /** Number of the project that a record belongs to; 0 when it says nothing of it. */
  default int project(ConsumerRecord<byte[], byte[]> record) {
    return 0;
  }
}
