package io.tallystream.sink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Spreads the partitions of a poll over transactions that run side by side: one transaction for all
 * while there is little, since each costs the database the same whatever it holds.
 */
final class Lanes {
  /** Rows that are worth a transaction of their own. */
  static final int MIN_RECORDS = 500;

  private Lanes() {}

  /** At most {@code most} lists; a partition is whole, and in its order, in one of them. */
  static List<List<ConsumerRecord<byte[], byte[]>>> of(
      ConsumerRecords<byte[], byte[]> polled, int most) {
    int count = Math.clamp(polled.count() / MIN_RECORDS, 1, most);
    var lanes = new ArrayList<List<ConsumerRecord<byte[], byte[]>>>();
    for (int i = 0; i < count; i++) {
      lanes.add(new ArrayList<>());
    }
    polled.partitions().stream()
        .map(polled::records)
        .sorted(Comparator.comparingInt(records -> -records.size()))
        .forEach(records -> shortest(lanes).addAll(records));
    return lanes;
  }

  private static List<ConsumerRecord<byte[], byte[]>> shortest(
      List<List<ConsumerRecord<byte[], byte[]>>> lanes) {
    return lanes.stream().min(Comparator.comparingInt(List::size)).orElseThrow();
  }
}
