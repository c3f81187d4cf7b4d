package io.tallystream.enrichment.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.event.Routing;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.EventBatch;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Updates on a real broker find their trace in a real database, which may be away. */
@QuarkusTest
@QuarkusTestResource(TestServers.class)
class UnroutedEventsTest {
  private static final int PROJECT = 51_001;
  static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration SOON = Duration.ofSeconds(60);

  @ConfigProperty(name = "KAFKA_BOOTSTRAP_SERVERS")
  String kafka;

  @ConfigProperty(name = "DATABASE_URL")
  String database;

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
    List<TopicPartition> events =
        IntStream.range(0, Topics.partitions())
            .mapToObj(part -> new TopicPartition(Topics.EVENTS, part))
            .toList();
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
  void anUpdateJoinsTheTraceThatIsStored() throws Exception {
    store("t-" + id, 10);
    send(update());

    var record = forwarded();
    EventBatch batch = EventBatch.parseFrom(record.value());
    String trace = "t-" + id;
    assertThat(batch).isEqualTo(update().setTraceId(trace).build());
    assertThat(record.key()).isEqualTo(Routing.key(PROJECT, Routing.hash(trace)));
    assertThat(record.partition())
        .isEqualTo(Routing.partition(PROJECT, trace, Topics.partitions()));
    everythingIsCommitted();
  }

  @Test
  void anUpdateWaitsForItsCreate() throws Exception {
    send(update());
    Thread.sleep(2_000);
    store("late-" + id, 10);

    assertThat(traceId()).isEqualTo("late-" + id);
  }

  @Test
  void anUpdateOfNothingHasATraceOfItsOwn() throws Exception {
    long begin = System.nanoTime();
    send(update());

    assertThat(traceId()).isEqualTo(id);
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isGreaterThan(PATIENCE.minusMillis(500));
    everythingIsCommitted();
  }

  @Test
  void ofSeveralTracesTheNewestObservationIsMeant() throws Exception {
    store("old-" + id, 10);
    store("new-" + id, 20);
    store("older-" + id, 5);
    send(update());

    assertThat(traceId()).isEqualTo("new-" + id);
  }

  @Test
  void oneThatWaitsHoldsUpNoOther() throws Exception {
    String waiting = "waiting-" + id;
    String known = "known-" + id;
    for (int i = 0; i < 20; i++) {
      send(update(waiting + i), 3);
    }
    store(known, "t-" + id, 10);
    long begin = System.nanoTime();
    send(update(known), 3);

    assertThat(EventBatch.parseFrom(forwarded(known).value()).getTraceId()).isEqualTo("t-" + id);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
    Thread.sleep(1_500);
    assertThat(lag(3)).as("offsets stay at the first that waits").isEqualTo(21);
    everythingIsCommitted();
  }

  @Test
  void anOutageDecidesNothing() throws Exception {
    String before = "before-" + id;
    store(before, before, 10);
    send(update(before));
    assertThat(EventBatch.parseFrom(forwarded(before).value()).getTraceId()).isEqualTo(before);
    connections(false);
    try {
      send(update());
      Thread.sleep(PATIENCE.toMillis() + 1_000);
      assertThat(consumer.poll(Duration.ofMillis(200)).isEmpty()).isTrue();
    } finally {
      connections(true);
    }
    Thread.sleep(1_000);
    store("t-" + id, 10);

    assertThat(traceId()).isEqualTo("t-" + id);
    everythingIsCommitted();
  }

  @Test
  void whatCannotBeReadIsLeftToEnrichment() throws Exception {
    byte[] value = ("no EventBatch " + id).getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(Topics.EVENTS_UNROUTED, 5, null, value)).get();

    var record = next(r -> new String(r.value(), StandardCharsets.UTF_8).contains(id));
    assertThat(record.value()).isEqualTo(value);
    assertThat(record.partition()).isEqualTo(5);
    everythingIsCommitted();
  }

  private EventBatch.Builder update() {
    return update(id);
  }

  private static EventBatch.Builder update(String observation) {
    String event =
        """
        {"id":"e","type":"generation-update","timestamp":"2026-01-01T00:00:05Z","body":{"id":"%s","output":"o"}}"""
            .formatted(observation);
    return EventBatch.newBuilder()
        .setFormat(1)
        .setProject(PROJECT)
        .setReceivedAtUs(7)
        .addBatchEvents(ByteString.copyFromUtf8(event));
  }

  private void send(EventBatch.Builder batch) throws Exception {
    send(batch, 0);
  }

  private void send(EventBatch.Builder batch, int partition) throws Exception {
    byte[] value = batch.build().toByteArray();
    producer.send(new ProducerRecord<>(Topics.EVENTS_UNROUTED, partition, null, value)).get();
  }

  private String traceId() throws Exception {
    return EventBatch.parseFrom(forwarded().value()).getTraceId();
  }

  private ConsumerRecord<byte[], byte[]> forwarded() {
    return forwarded(id);
  }

  private ConsumerRecord<byte[], byte[]> forwarded(String observation) {
    String named = "\"id\":\"" + observation + "\"";
    return next(r -> new String(r.value(), StandardCharsets.UTF_8).contains(named));
  }

  private ConsumerRecord<byte[], byte[]> next(Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    long end = System.nanoTime() + SOON.toNanos();
    while (System.nanoTime() < end) {
      for (var record : consumer.poll(Duration.ofMillis(100))) {
        if (wanted.test(record)) {
          return record;
        }
      }
    }
    throw new AssertionError("nothing was forwarded");
  }

  private void everythingIsCommitted() throws Exception {
    long giveUp = System.nanoTime() + SOON.toNanos();
    for (int part = 0; part < Topics.partitions(); part++) {
      while (lag(part) > 0) {
        assertThat(System.nanoTime()).as("partition " + part).isLessThan(giveUp);
        Thread.sleep(100);
      }
    }
  }

  /** Records of a partition that would be read again after a crash. */
  private long lag(int part) throws Exception {
    var partition = new TopicPartition(Topics.EVENTS_UNROUTED, part);
    long end =
        admin
            .listOffsets(Map.of(partition, OffsetSpec.latest()))
            .partitionResult(partition)
            .get()
            .offset();
    var committed =
        admin
            .listConsumerGroupOffsets("resolver")
            .partitionsToOffsetAndMetadata()
            .get()
            .get(partition);
    return committed == null ? end : end - committed.offset();
  }

  private void store(String traceId, long createdUs) throws SQLException {
    store(id, traceId, createdUs);
  }

  /** A row as the fact sink writes it, of what cannot be null. */
  private void store(String observation, String traceId, long createdUs) throws SQLException {
    Map<String, Object> row = new HashMap<>();
    for (String number :
        List.of(
            "part",
            "ver",
            "start_us",
            "updated_us",
            "type",
            "level",
            "price_state",
            "input_tokens",
            "output_tokens",
            "total_tokens",
            "input_cost",
            "output_cost")) {
      row.put(number, 0);
    }
    row.put("project_id", PROJECT);
    row.put("trace_h", Routing.hash(traceId));
    row.put("obs_h", Routing.hash(observation));
    row.put("day", java.time.LocalDate.EPOCH);
    row.put("created_us", createdUs);
    row.put("app_root", false);
    row.put("trace_id", traceId);
    row.put("id", observation);
    row.put("environment", "default");
    List<String> columns = List.copyOf(row.keySet());
    String sql =
        "INSERT INTO observation (%s) VALUES (%s)"
            .formatted(String.join(",", columns), "?,".repeat(columns.size() - 1) + "?");
    try (var connection = open(address());
        var insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < columns.size(); i++) {
        insert.setObject(i + 1, row.get(columns.get(i)));
      }
      insert.executeUpdate();
    }
  }

  /** Refuses new connections and ends those that are open, or allows them again. */
  private void connections(boolean allowed) throws SQLException {
    String name = database.substring(database.lastIndexOf('/') + 1);
    try (var connection = open(address().withDatabase("postgres"));
        var statement = connection.createStatement()) {
      statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + allowed);
      if (!allowed) {
        statement.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                + name
                + "'");
      }
    }
  }

  private static Connection open(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  private DatabaseAddress address() {
    return DatabaseAddress.parse(database);
  }
}
