package io.tallystream.enrichment.overflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystream.enrichment.resolver.TestServers;
import io.tallystream.event.Routing;
import io.tallystream.event.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shovel on a real broker; the test is the enrichment that is behind, or not. */
@QuarkusTest
@QuarkusTestResource(TestServers.class)
class ShovelTest {
  private static final String LIVE = "enrichment-streams";
  private static final int PROJECT = 52_001;
  private static final Duration SOON = Duration.ofSeconds(60);

  @ConfigProperty(name = "KAFKA_BOOTSTRAP_SERVERS")
  String kafka;

  private final String id = UUID.randomUUID().toString();
  private Admin admin;
  private KafkaProducer<byte[], byte[]> producer;
  private KafkaConsumer<byte[], byte[]> consumer;

  @BeforeEach
  void connect() {
    var out = new ByteArraySerializer();
    var in = new ByteArrayDeserializer();
    admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka));
    producer = new KafkaProducer<>(Map.of("bootstrap.servers", (Object) kafka), out, out);
    consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", (Object) kafka), in, in);
    List<TopicPartition> events = partitions(Topics.EVENTS);
    consumer.assign(events);
    consumer.seekToEnd(events);
    events.forEach(consumer::position);
  }

  @AfterEach
  void disconnect() {
    admin.close();
    producer.close();
    consumer.close();
  }

  @Test
  void recordsAreCopiedAsTheyAreOnceEnrichmentIsThroughWithWhatIsLive() throws Exception {
    producer.send(record(Topics.EVENTS, "live")).get();
    for (int i = 0; i < 20; i++) {
      producer.send(record(Topics.EVENTS_OVERFLOW, "later-" + i)).get();
    }
    assertThat(copies(Duration.ofSeconds(2), 1)).as("while enrichment is behind").isEmpty();

    var copied = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    long giveUp = System.nanoTime() + SOON.toNanos();
    while (copied.size() < 20 && System.nanoTime() < giveUp) {
      enrichmentIsThrough();
      copied.addAll(copies(Duration.ofMillis(100), 20));
    }

    assertThat(copied).extracting(ShovelTest::text).hasSize(20).doesNotHaveDuplicates();
    for (var copy : copied) {
      var original = record(Topics.EVENTS_OVERFLOW, text(copy).substring(id.length()));
      assertThat(copy.key()).isEqualTo(original.key());
      assertThat(copy.partition()).isEqualTo(original.partition());
      assertThat(copy.headers()).isEqualTo(original.headers());
    }
    while (!ends(Topics.EVENTS_OVERFLOW).equals(committed("shovel"))) {
      assertThat(System.nanoTime()).as("offsets are committed").isLessThan(giveUp);
      Thread.sleep(100);
    }
  }

  private ProducerRecord<byte[], byte[]> record(String topic, String name) {
    byte[] key = Routing.key(PROJECT, Routing.hash(id + name));
    byte[] value = (id + name).getBytes(StandardCharsets.UTF_8);
    int partition = Routing.partition(key, Topics.partitions());
    var record = new ProducerRecord<>(topic, partition, key, value);
    record.headers().add(new RecordHeader("h", name.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.value(), StandardCharsets.UTF_8);
  }

  private List<ConsumerRecord<byte[], byte[]>> copies(Duration within, int enough) {
    var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    long end = System.nanoTime() + within.toNanos();
    while (System.nanoTime() < end && found.size() < enough) {
      for (var record : consumer.poll(Duration.ofMillis(50))) {
        if (text(record).startsWith(id + "later")) {
          found.add(record);
        }
      }
    }
    return found;
  }

  private void enrichmentIsThrough() throws Exception {
    admin
        .alterConsumerGroupOffsets(
            LIVE,
            ends(Topics.EVENTS).entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue()))))
        .all()
        .get();
  }

  /** Of partitions that hold something. */
  private Map<TopicPartition, Long> ends(String topic) throws Exception {
    return admin
        .listOffsets(
            partitions(topic).stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
        .all()
        .get()
        .entrySet()
        .stream()
        .filter(end -> end.getValue().offset() > 0)
        .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  private Map<TopicPartition, Long> committed(String group) throws Exception {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .filter(at -> at.getValue() != null && at.getValue().offset() > 0)
        .collect(Collectors.toMap(Map.Entry::getKey, at -> at.getValue().offset()));
  }

  private static List<TopicPartition> partitions(String topic) {
    return IntStream.range(0, Topics.partitions())
        .mapToObj(part -> new TopicPartition(topic, part))
        .toList();
  }
}
