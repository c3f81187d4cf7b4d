package io.tallystream.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.bench.client.Api;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.EventBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topics that the gateway writes, read past every stage: which events were kept. */
final class AcceptedLog {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final List<String> TOPICS = List.of(Topics.EVENTS, Topics.SCORES);

  private final String bootstrapServers;
  private final Map<TopicPartition, Long> from;

  /** What is written from now on. */
  AcceptedLog(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    try (var consumer = consumer()) {
      List<TopicPartition> all = partitions(consumer);
      consumer.assign(all);
      from = consumer.endOffsets(all);
    }
  }

  /** Ids of the events with such a prefix that are there now. */
  Set<String> ids(String prefix) {
    var ids = new HashSet<String>();
    try (var consumer = consumer()) {
      consumer.assign(from.keySet());
      from.forEach(consumer::seek);
      Map<TopicPartition, Long> to = consumer.endOffsets(from.keySet());
      while (to.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(POLL).forEach(record -> add(record, prefix, ids));
      }
    }
    return ids;
  }

  private static void add(ConsumerRecord<byte[], byte[]> record, String prefix, Set<String> ids) {
    try {
      for (ByteString event : EventBatch.parseFrom(record.value()).getBatchEventsList()) {
        JsonNode id = Api.JSON.readTree(event.toByteArray()).path("id");
        if (id.asText().startsWith(prefix)) {
          ids.add(id.textValue());
        }
      }
    } catch (InvalidProtocolBufferException poison) {
      // A row may have put it there.
    } catch (IOException e) {
      throw new IllegalStateException("an event in the log is not JSON", e);
    }
  }

  private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    return TOPICS.stream()
        .flatMap(
            topic ->
                Stream.of(consumer.partitionsFor(topic))
                    .flatMap(List::stream)
                    .map(p -> new TopicPartition(topic, p.partition())))
        .toList();
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    var bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "isolation.level", "read_committed",
            "enable.auto.commit", "false",
            "auto.offset.reset", "none"),
        bytes,
        bytes);
  }
}
