package io.tallystream.enrichment.overflow;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Records that were read and not copied yet, and what may be committed of them. */
final class Backlog {
  private static final long QUANTUM = 16 * 1024;

  private final FairQueue<ConsumerRecord<byte[], byte[]>> queue = new FairQueue<>(QUANTUM);

  /** Append times by offset. */
  private final Map<TopicPartition, NavigableMap<Long, Long>> pending = new HashMap<>();

  private final Map<TopicPartition, Long> next = new HashMap<>();

  boolean isEmpty() {
    return queue.isEmpty();
  }

  long bytes() {
    return queue.bytes();
  }

  int size() {
    return pending.values().stream().mapToInt(Map::size).sum();
  }

  /** Append time of the oldest. */
  OptionalLong oldestMillis() {
    return pending.values().stream()
        .filter(offsets -> !offsets.isEmpty())
        .mapToLong(offsets -> offsets.firstEntry().getValue())
        .min();
  }

  void add(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = partition(record);
    pending
        .computeIfAbsent(partition, p -> new TreeMap<>())
        .put(record.offset(), record.timestamp());
    next.put(partition, record.offset() + 1);
    queue.add(project(record.key()), Math.max(1, record.serializedValueSize()), record);
  }

  /** The next records in fair order: as many as have so many bytes together, at least one. */
  List<ConsumerRecord<byte[], byte[]>> take(long bytes) {
    var taken = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    long left = bytes;
    while (taken.isEmpty() || queue.nextBytes() <= left) {
      long size = queue.nextBytes();
      ConsumerRecord<byte[], byte[]> record = queue.poll();
      if (record == null) {
        break;
      }
      taken.add(record);
      left -= size;
    }
    return taken;
  }

  /** What may be committed once these are copied: up to the first that is not. */
  Map<TopicPartition, OffsetAndMetadata> copied(List<ConsumerRecord<byte[], byte[]>> records) {
    var commit = new HashMap<TopicPartition, OffsetAndMetadata>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      TopicPartition partition = partition(record);
      NavigableMap<Long, Long> offsets = pending.get(partition);
      if (offsets != null) {
        offsets.remove(record.offset());
        long position =
            offsets.isEmpty() ? Objects.requireNonNull(next.get(partition)) : offsets.firstKey();
        commit.put(partition, new OffsetAndMetadata(position));
      }
    }
    return commit;
  }

  /** Another member copies these. */
  void forget(Collection<TopicPartition> partitions) {
    pending.keySet().removeAll(partitions);
    next.keySet().removeAll(partitions);
    queue.removeIf(record -> partitions.contains(partition(record)));
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  /** Keys begin with it; what has none of ours is a project of its own. */
  private static int project(byte @Nullable [] key) {
    return key == null || key.length < Integer.BYTES ? 0 : ByteBuffer.wrap(key).getInt();
  }
}
