package io.tallystream.aggregator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.aggregator.rollup.Aggregate;
import io.tallystream.aggregator.rollup.Facts;
import io.tallystream.aggregator.rollup.RollupKey;
import io.tallystream.deploy.local.servers.Servers;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.FactChange;
import io.tallystream.streams.StreamsConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exactness on a real broker, with tasks that die between writing and committing. */
class CrashTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int PROJECT = 11;
  private static final int CRASHES = 3;

  /** Dies in its first commits, after rows were put into the changelog and forwarded. */
  static final class CrashingStore extends WriteBackRollupStore {
    private final AtomicInteger crashes;
    private boolean added;

    CrashingStore(KeyValueStore<Bytes, byte[]> inner, AtomicInteger crashes) {
      super(inner, 100);
      this.crashes = crashes;
    }

    @Override
    public void advanceTo(long offset) {
      added = true;
      super.advanceTo(offset);
    }

    @Override
    public void flushCache() {
      super.flushCache();
      if (added && crashes.getAndIncrement() < CRASHES) {
        throw new IllegalStateException("crash between flush and commit");
      }
    }
  }

  @Test
  void aCrashBetweenFlushAndCommitNeitherLosesNorAddsTwice(@TempDir Path state) {
    String kafka = Servers.shared().kafkaBootstrapServers();
    Facts facts = Facts.of(PROJECT, 1_000);
    var crashes = new AtomicInteger();
    var settings =
        StreamsConfiguration.of(
            "cost-aggregator", Duration.ofMillis(100), kafka, state.toString(), 1);
    var topology = AggregatorTopology.of(inner -> new CrashingStore(inner, crashes));

    try (var streams = new KafkaStreams(topology, settings)) {
      streams.setUncaughtExceptionHandler(e -> StreamThreadExceptionResponse.REPLACE_THREAD);
      streams.start();
      send(kafka, facts.changes());
      assertThat(rows(kafka, AggregatorTopologyTest.expected(facts)))
          .isEqualTo(AggregatorTopologyTest.expected(facts));
    }
    assertThat(crashes).hasValueGreaterThan(CRASHES);
  }

  private static void send(String kafka, List<FactChange> changes) {
    var bytes = new ByteArraySerializer();
    try (var producer =
        new KafkaProducer<>(Map.<String, Object>of("bootstrap.servers", kafka), bytes, bytes)) {
      changes.forEach(
          change ->
              producer.send(
                  new ProducerRecord<>(Topics.FACTS, 0, new byte[] {1}, change.toByteArray())));
    }
  }

  /** The last committed row of each key, as soon as they are the expected ones. */
  private static Map<RollupKey, Aggregate> rows(String kafka, Map<RollupKey, Aggregate> expected) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", kafka,
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest");
    var bytes = new ByteArrayDeserializer();
    var last = new HashMap<RollupKey, Aggregate>();
    Instant deadline = Instant.now().plus(PATIENCE);
    try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      consumer.assign(List.of(new TopicPartition(Topics.ROLLUPS, 0)));
      while (!last.equals(expected) && Instant.now().isBefore(deadline)) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(r -> AggregatorTopologyTest.put(last, RollupKey.parse(r.key()), r.value()));
        last.values().removeIf(Aggregate::isZero);
        last.keySet().removeIf(key -> key.project() != PROJECT);
      }
    }
    return last;
  }
}
