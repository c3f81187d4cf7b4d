package io.tallystream.enrichment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.enrichment.pricing.Catalogue;
import io.tallystream.enrichment.resolver.TestServers;
import io.tallystream.event.Routing;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.event.v1.FactChange;
import io.tallystream.streams.StreamsConfiguration;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real broker, a real database and the stage's sinks; the topology runs beside them with a time
 * to live of moments.
 */
@QuarkusTest
@QuarkusTestResource(TestServers.class)
class ColdTracesTest {
  private static final int PROJECT = 53_001;
  private static final int OTHERS = 53_003;
  private static final int TRACES = 40;
  private static final Duration TTL = Duration.ofMillis(500);
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String ROWS =
      """
      SELECT t.trace_id || ' ' || t.user_id || ' ' || o.name || ' ' || o.level || ' ' || o.input_tokens || ' ' || o.total_cost
      FROM trace t JOIN observation o USING (project_id, trace_h) WHERE project_id = %d ORDER BY 1"""
          .formatted(PROJECT);

  @ConfigProperty(name = "KAFKA_BOOTSTRAP_SERVERS")
  String kafka;

  @ConfigProperty(name = "DATABASE_URL")
  String database;

  /** The first is deleted. */
  private final List<String> traces =
      IntStream.range(0, TRACES).mapToObj(n -> n + "-" + UUID.randomUUID()).toList();

  @Test
  void whatComesLateFindsTheStateThatLeftTheStore(@TempDir Path state, @TempDir Path other)
      throws Exception {
    List<FactChange> expected;
    try (var withoutTtl = new Enrichment(other)) {
      traces.forEach(t -> withoutTtl.raw(Topics.EVENTS, first(t).build().toByteArray()));
      traces.forEach(t -> withoutTtl.raw(Topics.EVENTS, late(t).build().toByteArray()));
      expected = withoutTtl.facts();
    }
    try (var streams = start(state)) {
      send(PROJECT, traces.stream().map(ColdTracesTest::first).toList());
      await(() -> rows("SELECT 'x' FROM cold_state WHERE project_id = " + PROJECT).size(), TRACES);
      send(PROJECT, traces.stream().map(this::late).toList());
      await(
          () -> rows(ROWS),
          traces.stream().skip(1).map(t -> t + " u1 late 4 11 93000").sorted().toList());
      await(
          () -> rows("SELECT 'x' FROM cold_state WHERE project_id = " + PROJECT).size(),
          TRACES - 1);
    }
    List<FactChange> changes = changes();
    assertThat(End.observations(changes)).isEqualTo(End.observations(expected));
    assertThat(End.traces(changes)).isEqualTo(End.traces(expected));
  }

  private static EventBatch.Builder first(String trace) {
    return Enrichment.record(
        trace,
        """
            {"id":"a","type":"trace-create","timestamp":"2026-01-01T00:00:00Z","body":{"id":"%s","userId":"u0"}}"""
            .formatted(trace),
        """
            {"id":"b","type":"generation-create","timestamp":"2026-01-01T00:00:01Z",
             "body":{"id":"o","traceId":"%s","name":"first","model":"m-1","usageDetails":{"input":7,"output":1}}}"""
            .formatted(trace));
  }

  private EventBatch.Builder late(String trace) {
    if (trace.equals(traces.getFirst())) {
      return Enrichment.record(trace).setDeleted(true);
    }
    return Enrichment.record(
        trace,
        """
            {"id":"c","type":"trace-create","timestamp":"2026-01-02T00:00:00Z","body":{"id":"%s","userId":"u1"}}"""
            .formatted(trace),
        """
            {"id":"d","type":"generation-update","timestamp":"2026-01-02T00:00:01Z",
             "body":{"id":"o","traceId":"%s","name":"late","level":"ERROR","usageDetails":{"input":11,"output":4}}}"""
            .formatted(trace));
  }

  private KafkaStreams start(Path state) {
    var prices = new Catalogue(List.of(Enrichment.MODEL));
    var streams =
        new KafkaStreams(
            EnrichmentTopology.of(epochMs -> prices, TTL),
            StreamsConfiguration.of(
                "cold-" + UUID.randomUUID(), Duration.ofMillis(100), kafka, state.toString(), 1));
    streams.start();
    return streams;
  }

  private void send(int project, List<EventBatch.Builder> batches) {
    var bytes = new ByteArraySerializer();
    try (var producer =
        new KafkaProducer<>(Map.of("bootstrap.servers", (Object) kafka), bytes, bytes)) {
      for (EventBatch.Builder batch : batches) {
        byte[] key = Routing.key(project, Routing.hash(batch.getTraceId()));
        int partition = Routing.partition(key, Topics.partitions());
        byte[] value = batch.setProject(project).build().toByteArray();
        producer.send(new ProducerRecord<>(Topics.EVENTS, partition, key, value));
      }
    }
  }

  private List<FactChange> changes() throws Exception {
    var changes = new ArrayList<FactChange>();
    var bytes = new ByteArrayDeserializer();
    var settings =
        Map.<String, Object>of("bootstrap.servers", kafka, "isolation.level", "read_committed");
    try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      List<TopicPartition> all =
          IntStream.range(0, Topics.partitions())
              .mapToObj(part -> new TopicPartition(Topics.FACTS, part))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
          if (record.value() != null && ByteBuffer.wrap(record.key()).getInt() == PROJECT) {
            changes.add(FactChange.parseFrom(record.value()));
          }
        }
      }
    }
    return changes;
  }

  private List<String> rows(String sql) throws Exception {
    var address = DatabaseAddress.parse(database);
    try (var connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      var rows = new ArrayList<String>();
      while (found.next()) {
        rows.add(found.getString(1));
      }
      return rows;
    }
  }

  /** Meanwhile something comes on each partition, or its time stands still. */
  private <T> void await(Callable<T> actual, T expected) throws Exception {
    long giveUp = System.nanoTime() + SOON.toNanos();
    while (!actual.call().equals(expected) && System.nanoTime() < giveUp) {
      send(OTHERS, IntStream.range(0, 50).mapToObj(n -> first("other-" + n)).toList());
      Thread.sleep(200);
    }
    assertThat(actual.call()).isEqualTo(expected);
  }
}
