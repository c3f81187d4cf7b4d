package io.tallystream.enrichment.cold;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.enrichment.resolver.TestServers;
import io.tallystream.event.Routing;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.ColdTrace;
import io.tallystream.event.v1.EventBatch;
import java.nio.ByteBuffer;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Questions on a real broker are answered from a real database. */
@QuarkusTest
@QuarkusTestResource(TestServers.class)
class ColdLaneTest {
  private static final int PROJECT = 53_002;
  private static final int TRACES = 5_000;
  private static final int BYTES = 1_000;
  private static final Duration SOON = Duration.ofSeconds(90);

  @ConfigProperty(name = "KAFKA_BOOTSTRAP_SERVERS")
  String kafka;

  @ConfigProperty(name = "DATABASE_URL")
  String database;

  @Test
  void eachTraceIsAnsweredOnceInOrderWithWhatIsStored() throws Exception {
    store();
    var bytes = new ByteArraySerializer();
    var in = new ByteArrayDeserializer();
    var servers = Map.of("bootstrap.servers", (Object) kafka);
    try (var producer = new KafkaProducer<>(servers, bytes, bytes);
        var consumer = new KafkaConsumer<>(servers, in, in)) {
      List<TopicPartition> events =
          IntStream.range(0, Topics.partitions())
              .mapToObj(part -> new TopicPartition(Topics.EVENTS, part))
              .toList();
      consumer.assign(events);
      consumer.seekToEnd(events);
      events.forEach(consumer::position);

      // Not the state that is stored: judged anew without one.
      producer.send(question("t1", 77));
      assertThat(answers(consumer, 1)).singleElement().matches(a -> !a.hasCold());

      long begin = System.nanoTime();
      for (int n = 0; n < TRACES; n++) {
        producer.send(question("t" + n, n + 1));
      }
      List<EventBatch> answers = answers(consumer, TRACES);
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          "rehydration: %d states of %d bytes in %.2f s, %.0f lookups/s%n",
          TRACES, BYTES, seconds, TRACES / seconds);
      assertThat(answers).allSatisfy(a -> assertThat(a.getCold()).isEqualTo(state(number(a) + 1)));
      assertThat(answers).extracting(EventBatch::getTraceId).doesNotHaveDuplicates();
    }
  }

  private static ProducerRecord<byte[], byte[]> question(String trace, long hash) {
    byte[] key = Routing.key(PROJECT, Routing.hash(trace));
    var value =
        EventBatch.newBuilder()
            .setFormat(1)
            .setProject(PROJECT)
            .setTraceId(trace)
            .setCold(ColdTrace.newBuilder().setHash(hash));
    int partition = Routing.partition(key, Topics.partitions());
    var record =
        new ProducerRecord<>(Topics.EVENTS_COLD, partition, key, value.build().toByteArray());
    record.headers().add(new RecordHeader("attempt", new byte[] {2}));
    return record;
  }

  private static List<EventBatch> answers(KafkaConsumer<byte[], byte[]> consumer, int enough)
      throws Exception {
    var found = new ArrayList<EventBatch>();
    long giveUp = System.nanoTime() + SOON.toNanos();
    while (found.size() < enough && System.nanoTime() < giveUp) {
      for (var record : consumer.poll(Duration.ofMillis(50))) {
        if (record.key() != null
            && record.key().length == Routing.KEY_BYTES
            && ByteBuffer.wrap(record.key()).getInt() == PROJECT) {
          assertThat(record.headers().lastHeader("attempt").value()).containsExactly(2);
          found.add(EventBatch.parseFrom(record.value()));
        }
      }
    }
    assertThat(found).hasSize(enough);
    return found;
  }

  private static int number(EventBatch answer) {
    return Integer.parseInt(answer.getTraceId().substring(1));
  }

  private static ColdTrace state(long hash) {
    var data = new byte[BYTES];
    new Random(hash).nextBytes(data);
    return ColdTrace.newBuilder().setHash(hash).setData(ByteString.copyFrom(data)).build();
  }

  private void store() throws Exception {
    var address = DatabaseAddress.parse(database);
    try (var connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        var insert = connection.prepareStatement("INSERT INTO cold_state VALUES (?, ?, ?, 0, ?)")) {
      for (int n = 0; n < TRACES; n++) {
        insert.setInt(1, PROJECT);
        insert.setObject(2, Routing.hash("t" + n));
        insert.setInt(3, Routing.partition(PROJECT, "t" + n, Topics.partitions()));
        insert.setBytes(4, state(n + 1).toByteArray());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
