package io.tallystream.enrichment.overflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.event.Routing;
import io.tallystream.event.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** What is committed has been copied, in whatever order. */
class BacklogTest {
  private final Backlog backlog = new Backlog();

  @Property(tries = 200)
  void nothingIsCommittedThatIsNotCopied(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 100_000) int window) {
    var random = new SplittableRandom(seed);
    Map<TopicPartition, Set<Long>> missing = new HashMap<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      var record = record(random.nextInt(3), i, random.nextInt(4), random.nextInt(1, 30_000));
      var partition = new TopicPartition(record.topic(), record.partition());
      backlog.add(record);
      missing.computeIfAbsent(partition, p -> new HashSet<>()).add(record.offset());
      ends.put(partition, record.offset() + 1);
    }
    Map<TopicPartition, Long> committed = new HashMap<>();
    while (!backlog.isEmpty()) {
      var taken = backlog.take(window);
      assertThat(taken).isNotEmpty();
      assertThat(taken.stream().mapToLong(ConsumerRecord::serializedValueSize).sum())
          .isLessThanOrEqualTo(Math.max(window, taken.getFirst().serializedValueSize()));
      taken.forEach(
          record ->
              missing
                  .get(new TopicPartition(record.topic(), record.partition()))
                  .remove(record.offset()));
      backlog
          .copied(taken)
          .forEach(
              (partition, position) -> {
                committed.put(partition, position.offset());
                assertThat(missing.get(partition)).noneMatch(offset -> offset < position.offset());
              });
    }
    assertThat(committed).isEqualTo(ends);
    assertThat(backlog.bytes()).isZero();
    assertThat(backlog.size()).isZero();
  }

  @Test
  void partitionsOfOthersAreForgotten() {
    backlog.add(record(0, 5, 1, 10));
    backlog.add(record(1, 7, 1, 10));
    assertThat(backlog.oldestMillis()).hasValue(5);
    backlog.forget(List.of(new TopicPartition(Topics.EVENTS_OVERFLOW, 0)));
    assertThat(backlog.oldestMillis()).hasValue(7);
    assertThat(backlog.take(1_000)).extracting(ConsumerRecord::offset).containsExactly(7L);
    assertThat(backlog.isEmpty()).isTrue();
  }

  /** Appended at its offset. */
  private static ConsumerRecord<byte[], byte[]> record(
      int partition, long offset, int project, int size) {
    byte[] key = Routing.key(project, new UUID(1, offset));
    return new ConsumerRecord<>(
        Topics.EVENTS_OVERFLOW,
        partition,
        offset,
        offset,
        TimestampType.LOG_APPEND_TIME,
        key.length,
        size,
        key,
        new byte[size],
        new RecordHeaders(),
        Optional.empty());
  }
}
