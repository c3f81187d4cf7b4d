package io.tallystream.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.tallystream.audit.Audit;
import io.tallystream.audit.Comparison;
import io.tallystream.bench.client.Api;
import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.event.FactKey;
import io.tallystream.event.Routing;
import io.tallystream.event.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Looks for the bytes of a deleted trace in every table, and for what compaction would leave of
 * them in every compacted topic.
 */
@ExtendWith(RunningSystem.class)
class DeletionTest {
  private static final Duration SOON = Duration.ofSeconds(40);

  private final String marker = "marker-" + UUID.randomUUID();
  private final String traceId = UUID.randomUUID().toString();
  private final Instant begin = Instant.now();
  private int project;

  @Test
  void ofATraceReachesEveryTableAndTopicAndLasts(RunningSystem system) throws Exception {
    try (Api api = system.api();
        Connection database = connect(system)) {
      readProject(database);
      List<byte[]> events = events();
      api.ingest(events);
      await(() -> places(database).keySet().containsAll(everyPlace()), () -> places(database));

      api.delete("/api/public/traces/" + traceId);
      await(() -> places(database).isEmpty(), () -> places(database));
      assertThat(api.get("/api/public/traces/" + traceId).statusCode()).isEqualTo(404);

      // Duplicates, and a part that is newer than the deletion.
      api.ingest(events);
      api.ingest(List.of(generation("late", Instant.now().plusSeconds(60), "1")));
      awaitThatPartitionsAreProcessed(api);
      assertThat(places(database)).isEmpty();
      assertThat(payloads(database, "SELECT codec, size, data FROM payload")).isZero();
      assertThat(api.get("/api/public/traces/" + traceId).statusCode()).isEqualTo(404);
      await(() -> audit(system).exact(), () -> audit(system).report());
      assertNothingIsLeftAfterCompaction(system);
    }
  }

  /** Everything that a client can say about a trace says the marker, small and large. */
  private List<byte[]> events() {
    return List.of(
        event(
            "trace-create",
            begin,
            """
            "id":"%1$s","name":"%2$s","userId":"u %2$s","sessionId":"s %2$s","release":"r %2$s","version":"%2$s",
            "tags":["t %2$s"],"metadata":{"%2$s":"%2$s"},"input":"%2$s","output":{"a":"%2$s"}"""
                .formatted(traceId, marker)),
        generation("small", begin, "1"),
        generation("large", begin.plusSeconds(1), "x".repeat(2_000)),
        event(
            "score-create",
            begin,
            """
            "id":"score %1$s","traceId":"%2$s","name":"%1$s","value":1,"comment":"%1$s\""""
                .formatted(marker, traceId)));
  }

  private byte[] generation(String id, Instant at, String padding) {
    return event(
        "generation-create",
        at,
        """
        "id":"%1$s %2$s","traceId":"%3$s","name":"%2$s","model":"%2$s","startTime":"%4$s","version":"%2$s",
        "statusMessage":"%2$s","modelParameters":{"a":"%2$s"},"usageDetails":{"%2$s":3},
        "input":"%2$s %5$s","output":"%2$s","metadata":{"k":"%2$s"}"""
            .formatted(id, marker, traceId, begin, padding));
  }

  private static byte[] event(String type, Instant at, String body) {
    return """
        {"id":"%s","type":"%s","timestamp":"%s","body":{%s}}"""
        .formatted(
            UUID.nameUUIDFromBytes((type + at + body).getBytes(StandardCharsets.UTF_8)),
            type,
            at,
            body)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A trace and a score of the same partitions, behind what was sent before them. */
  private void awaitThatPartitionsAreProcessed(Api api) throws Exception {
    String trace = neighbour(traceId);
    String score = neighbour("score " + marker);
    api.ingest(
        List.of(
            event("trace-create", begin, "\"id\":\"%s\",\"input\":\"i\"".formatted(trace)),
            event(
                "score-create",
                begin,
                """
                "id":"%s","traceId":"%s","name":"n","value":1"""
                    .formatted(score, trace))));
    Eventually.json(api, "/api/public/traces/" + trace, t -> t.path("input").isTextual());
    Eventually.json(api, "/api/public/scores/" + score);
  }

  private String neighbour(String of) {
    int partition = Routing.partition(project, of, Topics.partitions());
    return Stream.generate(() -> UUID.randomUUID().toString())
        .filter(id -> Routing.partition(project, id, Topics.partitions()) == partition)
        .findFirst()
        .orElseThrow();
  }

  /** Where the marker must be seen before anything is deleted: or the search is blind. */
  private static List<String> everyPlace() {
    return List.of(
        "observation",
        "trace",
        "session",
        "score",
        "payload, decoded",
        "rollup_model",
        "rollup_user",
        "rollup_session",
        "rollup_tag",
        "rollup_trace");
  }

  /** Tables in which some row holds the marker, as text or as bytes, and in how many rows. */
  private Map<String, Long> places(Connection database) throws SQLException {
    var places = new TreeMap<String, Long>();
    for (String table : tables(database)) {
      try (var query =
          database.prepareStatement(
              "SELECT count(*) FROM %s t WHERE position(? IN t::text) > 0 OR position(? IN t::text) > 0"
                  .formatted(table))) {
        query.setString(1, marker);
        query.setString(2, HexFormat.of().formatHex(marker.getBytes(StandardCharsets.UTF_8)));
        ResultSet rows = query.executeQuery();
        rows.next();
        if (rows.getLong(1) > 0) {
          places.put(table, rows.getLong(1));
        }
      }
    }
    long payloads =
        payloads(
            database,
            "SELECT codec, size, data FROM payload WHERE trace_h = '%s'"
                .formatted(Routing.hash(traceId)));
    if (payloads > 0) {
      places.put("payload, decoded", payloads);
    }
    return places;
  }

  /** Every table of ours; partitions are read with the table that they are of. */
  private static List<String> tables(Connection database) throws SQLException {
    try (var query =
        database.prepareStatement(
            """
            SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class
            WHERE relkind IN ('r', 'p') AND NOT relispartition
              AND relnamespace = current_schema()::regnamespace""")) {
      ResultSet rows = query.executeQuery();
      rows.next();
      List<String> tables = List.of(rows.getString(1).split(",", -1));
      assertThat(tables).contains("payload", "outbox", "dead_letter", "deleted_trace");
      return tables;
    }
  }

  /** How many bundles hold the marker once they are unpacked. */
  private long payloads(Connection database, String sql) throws SQLException {
    long found = 0;
    try (var query = database.prepareStatement(sql)) {
      ResultSet rows = query.executeQuery();
      while (rows.next()) {
        byte[] data = rows.getBytes(3);
        byte[] plain = rows.getInt(1) == 1 ? Zstd.decompress(data, (int) rows.getLong(2)) : data;
        found += new String(plain, StandardCharsets.ISO_8859_1).contains(marker) ? 1 : 0;
      }
    }
    return found;
  }

  private Comparison audit(RunningSystem system) throws SQLException {
    try (Connection database = connect(system)) {
      return Audit.of(database, project);
    }
  }

  private static Connection connect(RunningSystem system) throws SQLException {
    var address = DatabaseAddress.parse(system.databaseUrl());
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  private void readProject(Connection database) throws SQLException {
    try (var query =
        database.prepareStatement(
            "SELECT p.number FROM project p JOIN api_key k ON k.project_id = p.id WHERE k.public_key = ?")) {
      query.setString(1, RunningSystem.PUBLIC_KEY);
      ResultSet rows = query.executeQuery();
      rows.next();
      project = rows.getInt(1);
    }
  }

  private void assertNothingIsLeftAfterCompaction(RunningSystem system) {
    int partition = Routing.partition(project, traceId, Topics.partitions());
    byte[] prefix = FactKey.trace(project, Routing.hash(traceId)).routingKey();
    var facts = last(system, Topics.FACTS, partition);
    // Counts of events say nothing of what was in them.
    facts
        .keySet()
        .removeIf(
            key ->
                !startsWith(key.get(), prefix)
                    || FactKey.parse(key.get()).kind() == FactKey.Kind.OUTCOME);
    assertThat(facts).hasSize(3).allSatisfy((key, value) -> assertThat(value).isEmpty());

    var state = last(system, "enrichment-streams-entities-changelog", partition);
    state.keySet().removeIf(key -> !startsWith(key.get(), prefix));
    assertThat(state.values()).filteredOn(v -> v.length > 0).containsExactly(new byte[] {0});

    for (String topic : List.of(Topics.ROLLUPS, "cost-aggregator-rollup-store-changelog")) {
      var rollups = last(system, topic, partition);
      rollups.keySet().removeIf(key -> !text(key.get()).contains(marker));
      assertThat(rollups).isNotEmpty().allSatisfy((key, value) -> assertThat(value).isEmpty());
    }
  }

  /** Last committed value of each key of a partition; empty for a tombstone. */
  private static Map<Bytes, byte[]> last(RunningSystem system, String topic, int number) {
    var last = new HashMap<Bytes, byte[]>();
    var bytes = new ByteArrayDeserializer();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", system.kafka(), "isolation.level", "read_committed"),
            bytes,
            bytes)) {
      var partition = new TopicPartition(topic, number);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                r -> last.put(Bytes.wrap(r.key()), r.value() == null ? new byte[0] : r.value()));
      }
    }
    return last;
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private interface Look<T> {
    T at() throws Exception;
  }

  private static void await(Look<Boolean> wanted, Look<Object> instead) throws Exception {
    long end = System.nanoTime() + SOON.toNanos();
    while (!wanted.at()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still: " + instead.at());
      }
      Thread.sleep(200);
    }
  }
}
