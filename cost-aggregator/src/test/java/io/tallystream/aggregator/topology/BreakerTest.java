package io.tallystream.aggregator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.deploy.local.servers.Servers;
import io.tallystream.streams.Breaker;
import io.tallystream.streams.StageClients;
import io.tallystream.streams.StreamsConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker: a partition of poison is read no further, its neighbour is. */
class BreakerTest {
  private static final String TOPIC = "breaker-test";
  private static final int RECORDS = 6_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AtomicInteger poison = new AtomicInteger();
  private final AtomicInteger good = new AtomicInteger();

  /** Everything in partition 0 is poison. */
  private final class Judge extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
    @Override
    public void process(Record<byte[], byte[]> record) {
      int partition = context().recordMetadata().orElseThrow().partition();
      (partition == 0 ? poison : good).incrementAndGet();
      Breaker.of(context())
          .count(
              new TopicPartition(TOPIC, partition),
              partition == 0,
              context().currentSystemTimeMs());
    }
  }

  @Test
  void aPartitionOfPoisonIsNotDrained(@TempDir Path state) throws Exception {
    String kafka = Servers.shared().kafkaBootstrapServers();
    try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
    }
    send(kafka, 0);
    send(kafka, 1);
    var breaker = new Breaker();
    var settings =
        StreamsConfiguration.of(TOPIC, Duration.ofMillis(100), kafka, state.toString(), 1);
    settings.put("main.consumer.max.poll.records", 100);
    breaker.configure(settings);
    var topology = new Topology();
    var bytes = new ByteArrayDeserializer();
    topology.addSource("source", bytes, bytes, TOPIC);
    topology.addProcessor("judge", Judge::new, "source");
    try (var streams = new KafkaStreams(topology, settings, new StageClients(breaker))) {
      streams.start();
      awaitGood(RECORDS);
      assertThat(breaker.stopped()).containsExactly(new TopicPartition(TOPIC, 0));
      int before = poison.get();
      assertThat(before).isBetween(100, RECORDS / 2);
      send(kafka, 1);
      awaitGood(2 * RECORDS);
      assertThat(poison).hasValue(before);
    }
  }

  private void awaitGood(int records) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (good.get() < records && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    assertThat(good).hasValue(records);
  }

  private static void send(String kafka, int partition) {
    var bytes = new ByteArraySerializer();
    try (var producer =
        new KafkaProducer<>(Map.<String, Object>of("bootstrap.servers", kafka), bytes, bytes)) {
      for (int i = 0; i < RECORDS; i++) {
        producer.send(new ProducerRecord<>(TOPIC, partition, new byte[] {1}, new byte[] {1}));
      }
    }
  }
}
