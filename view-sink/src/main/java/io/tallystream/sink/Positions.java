package io.tallystream.sink;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * How far this process has seen each partition stored. A database that says less went back: it was
 * restored, failed over to a replica that lagged, or is being rebuilt; the partition is then read
 * again from where the database is, and what was polled before that is left.
 */
final class Positions {
  private final Map<TopicPartition, Long> reached = new ConcurrentHashMap<>();

  /** First record that was left, until the partition is read again. */
  private final Map<TopicPartition, ConsumerRecord<byte[], byte[]>> left =
      new ConcurrentHashMap<>();

  void assigned(TopicPartition partition, long next) {
    reached.put(partition, next);
    left.remove(partition);
  }

  void stored(TopicPartition partition, long next) {
    reached.put(partition, next);
  }

  /** How far each partition was seen stored. */
  Map<TopicPartition, Long> all() {
    return Map.copyOf(reached);
  }

  /**
   * Whether the records may be stored.
   *
   * @param records of one partition, in order
   * @param next what the database says
   */
  Verdict judge(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long next) {
    var first = records.getFirst();
    var waiting = left.get(partition);
    if (waiting != null) {
      // Polled before the seek: the first that was left, tried again, and all behind it.
      if (first == waiting || first.offset() > waiting.offset()) {
        return Verdict.LEAVE;
      }
      left.remove(partition);
      reached.put(partition, next);
      return Verdict.STORE;
    }
    if (next < reached.getOrDefault(partition, 0L)) {
      left.put(partition, first);
      return Verdict.LEAVE_AND_SEEK;
    }
    return Verdict.STORE;
  }

  /** What becomes of polled records. */
  enum Verdict {
    STORE,
    LEAVE,
    LEAVE_AND_SEEK
  }
}
