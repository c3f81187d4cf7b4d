package io.tallystream.gateway;

import io.tallystream.event.Topics;
import io.tallystream.event.v1.ApiKeyConfig;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.event.v1.ProjectConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The test's own view of the broker. */
final class Log {
  private Log() {}

  static void publish(ApiKeyConfig key) throws Exception {
    publish(Topics.API_KEYS, key.getPublicKey(), key.toByteArray());
  }

  static void publish(ProjectConfig project) throws Exception {
    publish(Topics.PROJECTS, project.getProjectId(), project.toByteArray());
  }

  private static void publish(String topic, String key, byte[] value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    }
  }

  /** Everything of one project that is acknowledged now. */
  static List<ConsumerRecord<byte[], byte[]>> records(String topic, int project) throws Exception {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          if (EventBatch.parseFrom(record.value()).getProject() == project) {
            found.add(record);
          }
        }
      }
      return found;
    }
  }

  private static String bootstrap() {
    return System.getProperty("tally.test.bootstrap");
  }
}
