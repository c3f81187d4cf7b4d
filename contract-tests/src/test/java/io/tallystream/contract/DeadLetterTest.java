package io.tallystream.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.ByteString;
import io.tallystream.bench.client.Api;
import io.tallystream.deploy.local.letters.LetterBox;
import io.tallystream.deploy.local.letters.Selection;
import io.tallystream.deploy.local.letters.StoredLetter;
import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.event.Routing;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.DeadLetter;
import io.tallystream.event.v1.EventBatch;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Poison stops nothing, is kept whole, and comes back when its cause is gone. */
@ExtendWith(RunningSystem.class)
class DeadLetterTest {
  private static final Path ROOT = Path.of(System.getProperty("tallystream.root"));

  /** Promised are 10 s; test machines are shared. */
  private static final long SOON_NANOS = Duration.ofSeconds(20).toNanos();

  private static final int LARGE = Topics.MAX_RECORD_BYTES - 1_000;

  private final HttpClient http = HttpClient.newHttpClient();

  /** F35 of the reliability notes: bytes that an older version, or a mistake, left on a topic. */
  @Test
  void poisonOnAnyTopicIsKeptWholeAndItsPartitionGoesOn(RunningSystem system) throws Exception {
    Map<String, List<String>> stages = new LinkedHashMap<>();
    stages.put(Topics.EVENTS, List.of("enrichment/decode"));
    stages.put(Topics.SCORES, List.of("enrichment/score"));
    stages.put(Topics.FACTS, List.of("aggregator/decode", "fact-sink"));
    stages.put(Topics.BODIES, List.of("body-sink"));
    stages.put(Topics.ROLLUPS, List.of("rollup-sink"));
    stages.put(Topics.LEDGER, List.of("ledger-sink"));
    stages.put(Topics.DEAD_LETTERS, List.of("letter-sink"));
    List<byte[]> poison = poison();
    for (String topic : stages.keySet()) {
      produceToAllPartitions(system, topic, poison);
    }
    long end = System.nanoTime() + SOON_NANOS;
    for (var topic : stages.entrySet()) {
      for (String stage : topic.getValue()) {
        awaitLetters(system, topic.getKey(), stage, poison, end);
      }
    }
    try (Api api = system.api()) {
      for (int i = 0; i < 2 * Topics.partitions(); i++) {
        String id = UUID.randomUUID().toString();
        api.ingest(List.of(generation(id, "none", 1)));
        Eventually.json(api, "/api/public/observations/" + id);
      }
    }
  }

  @Test
  void aRecordOfTheLargestSizeIsKeptWhole(RunningSystem system) throws Exception {
    byte[] large = new byte[LARGE];
    new Random(1).nextBytes(large);
    large[0] = 7;
    for (String topic : List.of(Topics.EVENTS, Topics.BODIES)) {
      produce(system, topic, 0, large);
    }
    long end = System.nanoTime() + 3 * SOON_NANOS;
    StoredLetter event = await(system, Topics.EVENTS, "enrichment/decode", LARGE, end);
    StoredLetter body = await(system, Topics.BODIES, "body-sink", LARGE, end);
    try (LetterBox box = box(system)) {
      for (StoredLetter one : List.of(event, body)) {
        byte[] kept = box.find(one.id()).orElseThrow().letter().getValue().toByteArray();
        assertThat(Arrays.equals(kept, large)).as(one.source()).isTrue();
      }
    }
  }

  @Test
  void whatFailsAgainIsASecondAttemptAndWhatIsRepairedLands(RunningSystem system) throws Exception {
    try (Api api = system.api()) {
      String name = "dear-" + UUID.randomUUID();
      String model = api.post("/api/public/models", model(name)).get("id").textValue();
      String id = UUID.randomUUID().toString();
      api.ingest(List.of(generation(id, name, 100_000_000L), generation(id + "-b", name, 1)));
      Eventually.json(api, "/api/public/observations/" + id + "-b");

      JsonNode first = letterOf(api, id, 1);
      assertThat(first.get("reason").textValue()).isEqualTo("cost_out_of_range");
      assertThat(first.get("stage").textValue()).isEqualTo("enrichment/decode");
      assertThat(first.get("status").textValue()).isEqualTo("QUARANTINED");
      JsonNode whole = api.getJson("/api/public/dead-letters/" + first.get("id").textValue());
      assertThat(whole.get("content").get("events").get(0).get("body").get("id").textValue())
          .isEqualTo(id);
      var batch = EventBatch.parseFrom(Base64.getDecoder().decode(whole.get("value").textValue()));
      assertThat(batch.getBatchEventsList())
          .as("the refused event alone")
          .singleElement()
          .satisfies(event -> assertThat(event.toStringUtf8()).contains(id));

      replay(api, first);
      JsonNode second = letterOf(api, id, 2);
      assertThat(second.get("originId").textValue()).isEqualTo(first.get("id").textValue());
      assertThat(second.get("reason").textValue()).isEqualTo("cost_out_of_range");

      send(system, "DELETE", "/api/public/models/" + model, "");
      replay(api, second);
      JsonNode landed = Eventually.json(api, "/api/public/observations/" + id);
      assertThat(landed.get("model").textValue()).isEqualTo(name);
      replay(api, first);
      assertThat(letters(api, "?reason=cost_out_of_range&limit=100"))
          .as("replaying what lands makes no further letter")
          .noneMatch(letter -> letter.get("attempt").intValue() > 2);
    }
  }

  @Test
  void aFilterReplaysWhatWaitsAndSaysWhatRemains(RunningSystem system) throws Exception {
    try (Api api = system.api()) {
      String stage = "test/" + UUID.randomUUID();
      List<String> ids = List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());
      int project = project(system);
      for (String id : ids) {
        produce(system, Topics.DEAD_LETTERS, 0, letter(project, stage, id).toByteArray());
      }
      while (letters(api, "?stage=" + stage).size() < ids.size()) {
        Thread.sleep(50);
      }
      var body = JsonNodeFactory.instance.objectNode().put("stage", stage).put("limit", 1);
      assertThat(api.post("/api/public/dead-letters/replay", body).toString())
          .isEqualTo("{\"replayed\":1,\"remaining\":1}");
      assertThat(api.post("/api/public/dead-letters/replay", body).toString())
          .isEqualTo("{\"replayed\":1,\"remaining\":0}");
      for (String id : ids) {
        Eventually.json(api, "/api/public/observations/" + id);
      }
      JsonNode summary = api.getJson("/api/public/dead-letters/summary?stage=" + stage);
      assertThat(summary.get("data")).hasSize(1);
      assertThat(summary.get("data").get(0).get("count").intValue()).isEqualTo(2);
      assertThat(summary.get("data").get(0).get("status").textValue()).isEqualTo("REPLAYED");
    }
  }

  @Test
  void theCommandListsShowsAndReplaysWhatBelongsToNoProject(RunningSystem system) throws Exception {
    String poison = "no batch " + UUID.randomUUID();
    produce(system, Topics.EVENTS, 0, poison.getBytes(StandardCharsets.UTF_8));
    StoredLetter kept =
        await(
            system,
            Topics.EVENTS,
            "enrichment/decode",
            poison.length(),
            System.nanoTime() + SOON_NANOS);
    String id = kept.id().toString();

    assertThat(tally(system, 0, "list", "--project", "none")).contains(id, "undecodable_record");
    assertThat(tally(system, 0, "show", id)).contains(poison, "enrichment/decode");
    assertThat(tally(system, 0, "show", "--raw", id)).isEqualTo(poison);
    assertThat(tally(system, 0, "replay", id)).contains("Replayed 1.");
    StoredLetter second = attempt(system, id, 2);
    assertThat(second.letter().getOrigin()).isEqualTo(id);
    assertThat(tally(system, 1, "show", UUID.randomUUID().toString())).contains("no dead letter");
    assertThat(tally(system, 2, "replay")).contains("--all");
    try (Api api = system.api()) {
      assertThat(api.get("/api/public/dead-letters/" + id).statusCode())
          .as("of no project, so not of this one")
          .isEqualTo(404);
    }
  }

  private static List<byte[]> poison() {
    String once = UUID.randomUUID().toString();
    return List.of(
        ("not a message " + once).getBytes(StandardCharsets.UTF_8),
        // Well-formed for any reader, and nothing that it knows: field 99.
        ByteString.copyFrom(new byte[] {(byte) 0x9a, 0x06, 36})
            .concat(ByteString.copyFromUtf8(once))
            .toByteArray(),
        // A later format with a number where text may be.
        EventBatch.newBuilder().setFormat(9).setRequestId(once + " ").build().toByteArray());
  }

  private static void produceToAllPartitions(
      RunningSystem system, String topic, List<byte[]> values) throws Exception {
    try (var producer = producer(system)) {
      for (int partition = 0; partition < Topics.partitions(); partition++) {
        for (byte[] value : values) {
          producer.send(new ProducerRecord<>(topic, partition, key(), value)).get();
        }
      }
    }
  }

  private static void produce(RunningSystem system, String topic, int partition, byte[] value)
      throws Exception {
    try (var producer = producer(system)) {
      producer.send(new ProducerRecord<>(topic, partition, key(), value)).get();
    }
  }

  private static byte[] key() {
    return "any key".getBytes(StandardCharsets.UTF_8);
  }

  private static KafkaProducer<byte[], byte[]> producer(RunningSystem system) {
    var bytes = new ByteArraySerializer();
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", system.kafka(), "max.request.size", Topics.MAX_LETTER_BYTES),
        bytes,
        bytes);
  }

  private static LetterBox box(RunningSystem system) throws Exception {
    return LetterBox.open(DatabaseAddress.parse(system.databaseUrl()), system.kafka());
  }

  private static List<StoredLetter> newest(RunningSystem system, String stage) throws Exception {
    try (LetterBox box = box(system)) {
      return box.newest(new Selection(stage, null, null, null, Long.MAX_VALUE), 1_000);
    }
  }

  /** Every value from every partition, byte for byte. */
  private static void awaitLetters(
      RunningSystem system, String topic, String stage, List<byte[]> values, long end)
      throws Exception {
    int expected = values.size() * Topics.partitions();
    List<ByteString> found = new ArrayList<>();
    while (found.size() < expected) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "%s of %s: %d of %d letters".formatted(stage, topic, found.size(), expected));
      }
      found.clear();
      try (LetterBox box = box(system)) {
        for (StoredLetter one : newest(system, stage)) {
          ByteString value = box.find(one.id()).orElseThrow().letter().getValue();
          if (one.letter().getSourceTopic().equals(topic)
              && values.stream().anyMatch(v -> ByteString.copyFrom(v).equals(value))) {
            assertThat(one.letter().getReason()).isEqualTo("undecodable_record");
            found.add(value);
          }
        }
      }
      Thread.sleep(50);
    }
    assertThat(found).hasSize(expected);
  }

  private static StoredLetter await(
      RunningSystem system, String topic, String stage, long size, long end) throws Exception {
    while (System.nanoTime() < end) {
      for (StoredLetter one : newest(system, stage)) {
        if (one.letter().getSourceTopic().equals(topic) && one.size() == size) {
          return one;
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no letter of " + stage + " with " + size + " bytes");
  }

  private static StoredLetter attempt(RunningSystem system, String origin, int attempt)
      throws Exception {
    long end = System.nanoTime() + SOON_NANOS;
    while (System.nanoTime() < end) {
      for (StoredLetter one : newest(system, "enrichment/decode")) {
        if (one.letter().getOrigin().equals(origin) && one.letter().getAttempt() == attempt) {
          return one;
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no attempt " + attempt + " of " + origin);
  }

  private static JsonNode letterOf(Api api, String observation, int attempt) throws Exception {
    long end = System.nanoTime() + SOON_NANOS;
    while (System.nanoTime() < end) {
      for (JsonNode letter : letters(api, "?reason=cost_out_of_range&limit=100")) {
        String path = "/api/public/dead-letters/" + letter.get("id").textValue();
        if (letter.get("attempt").intValue() == attempt
            && api.getJson(path).get("content").toString().contains(observation)) {
          return letter;
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no letter of attempt " + attempt + " about " + observation);
  }

  private static List<JsonNode> letters(Api api, String query) throws Exception {
    JsonNode answer = api.getJson("/api/public/dead-letters" + query);
    assertThat(answer.has("data")).as(answer.toString()).isTrue();
    var letters = new ArrayList<JsonNode>();
    answer.get("data").forEach(letters::add);
    return letters;
  }

  private static void replay(Api api, JsonNode letter) throws Exception {
    JsonNode answer =
        api.post(
            "/api/public/dead-letters/" + letter.get("id").textValue() + "/replay",
            JsonNodeFactory.instance.objectNode());
    assertThat(answer.get("status").textValue()).isEqualTo("REPLAYED");
  }

  private static DeadLetter letter(int project, String stage, String observation) {
    var batch =
        EventBatch.newBuilder()
            .setFormat(1)
            .setProject(project)
            .setReceivedAtUs(System.currentTimeMillis() * 1_000)
            .setTraceId("trace-" + observation)
            .addBatchEvents(ByteString.copyFrom(generation(observation, "none", 1)))
            .build();
    byte[] key = Routing.key(project, Routing.hash(batch.getTraceId()));
    return DeadLetter.newBuilder()
        .setFormat(1)
        .setProject(project)
        .setStage(stage)
        .setReason("stored_by_hand")
        .setAttempt(1)
        .setQuarantinedAtUs(System.currentTimeMillis() * 1_000)
        .setSourceTopic(Topics.EVENTS)
        .setSourcePartition(Routing.partition(key, Topics.partitions()))
        .setKey(ByteString.copyFrom(key))
        .setValue(batch.toByteString())
        .build();
  }

  private static int project(RunningSystem system) throws Exception {
    var address = DatabaseAddress.parse(system.databaseUrl());
    try (var database =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        var rows =
            database
                .createStatement()
                .executeQuery(
                    "SELECT p.number FROM project p JOIN api_key k ON k.project_id = p.id WHERE k.public_key = '"
                        + RunningSystem.PUBLIC_KEY
                        + "'")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static JsonNode model(String name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("modelName", name)
        .put("matchPattern", "^" + name + "$")
        .put("unit", "TOKENS")
        .put("inputPrice", new BigDecimal("1"));
  }

  private static byte[] generation(String id, String model, long tokens) {
    String body =
        """
        {"id":"%s","type":"generation-create","timestamp":"%s",
         "body":{"id":"%s","traceId":"trace-%s","name":"letter","model":"%s","usageDetails":{"input":%d}}}"""
            .formatted(UUID.randomUUID(), Instant.now(), id, id, model, tokens);
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private void send(RunningSystem system, String method, String path, String body)
      throws Exception {
    String login = RunningSystem.PUBLIC_KEY + ":" + RunningSystem.SECRET_KEY;
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(system.url() + path))
                .header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** {@code ./tally dead-letters}: what it prints, after checking its exit code. */
  private static String tally(RunningSystem system, int expected, String... args) throws Exception {
    var command = new ArrayList<>(List.of(ROOT.resolve("tally").toString(), "dead-letters"));
    command.addAll(List.of(args));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DATABASE_URL", system.databaseUrl());
    builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", system.kafka());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(expected);
    return output;
  }
}
