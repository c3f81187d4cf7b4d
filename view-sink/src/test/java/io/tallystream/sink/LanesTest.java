package io.tallystream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LanesTest {
  @Test
  void littleIsOneTransactionWhateverItsPartitions() {
    assertThat(Lanes.of(polled(1, 2, 3), 4))
        .singleElement()
        .satisfies(l -> assertThat(l).hasSize(6));
  }

  @Test
  void muchIsSpreadEvenlyAndAPartitionStaysWholeAndInOrder() {
    var lanes = Lanes.of(polled(900, 300, 300, 300), 2);
    assertThat(lanes).extracting(List::size).containsExactly(900, 900);
    assertThat(lanes.getFirst()).extracting(ConsumerRecord::partition).containsOnly(0);
    assertThat(lanes.getFirst()).extracting(ConsumerRecord::offset).isSorted();
  }

  private static ConsumerRecords<byte[], byte[]> polled(int... sizes) {
    var records = new HashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
    for (int p = 0; p < sizes.length; p++) {
      int partition = p;
      records.put(
          new TopicPartition("t", p),
          IntStream.range(0, sizes[p])
              .mapToObj(o -> new ConsumerRecord<>("t", partition, o, new byte[0], new byte[0]))
              .toList());
    }
    return new ConsumerRecords<>(records, Map.of());
  }
}
