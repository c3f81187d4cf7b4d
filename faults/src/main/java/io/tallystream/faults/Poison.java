package io.tallystream.faults;

import io.tallystream.deploy.local.Bootstrap;
import io.tallystream.deploy.local.Stage;
import io.tallystream.event.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Input that means nothing, is too large, or is a trap. */
final class Poison {
  private static final String BATCH = "/api/public/ingestion";
  private static final String OTLP = "/api/public/otel/v1/traces";
  private static final String JSON = "application/json";
  private static final String PROTOBUF = "application/x-protobuf";
  private static final int MIB = 1 << 20;

  /** Seconds; the gateway holds what it takes in for much less. */
  private static final int PATIENCE = 10;

  /** As first byte it makes sure that noise is not by chance a message. */
  private static final byte NO_WIRE_FORMAT = (byte) 0xff;

  private static final Duration QUARANTINED_WITHIN = Duration.ofSeconds(10);

  private record Request(String path, String type, String encoding, byte[] body) {}

  private Poison() {}

  /** A seeded corpus of broken requests: an answer each, and never one of the kind 5xx. */
  static void corpus(Rig rig) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      for (int i = 0; i < rig.faults(); i++) {
        refused(rig, http, broken(rig.random()));
        rig.faultDone();
      }
    }
  }

  private static Request broken(SplittableRandom random) {
    byte[] noise = new byte[1 + random.nextInt(4_000)];
    random.nextBytes(noise);
    noise[0] = NO_WIRE_FORMAT;
    return switch (random.nextInt(9)) {
      case 0 -> new Request(OTLP, PROTOBUF, "", noise);
      case 1 -> new Request(BATCH, JSON, "", noise);
      case 2 -> new Request(OTLP, PROTOBUF, "gzip", cut(gzip(noise), random));
      case 3 -> new Request(BATCH, JSON, "gzip", cut(gzip(noise), random));
      case 4 -> new Request(BATCH, JSON, "", text("[".repeat(5_000)));
      case 5 -> new Request(BATCH, JSON, "", event("\"startTime\":NaN"));
      case 6 -> new Request(BATCH, JSON, "", event("\"value\":1e9999999"));
      case 7 ->
          new Request(BATCH, JSON, "", event("\"input\":" + "[".repeat(5_000) + "]".repeat(5_000)));
      default ->
          new Request(
              OTLP, JSON, "", cut(text("{\"resourceSpans\":[{\"scopeSpans\":[]}]}"), random));
    };
  }

  private static byte[] event(String field) {
    return text(
        "{\"batch\":[{\"id\":\"e\",\"type\":\"span-create\",\"timestamp\":\"x\",\"body\":{\"id\":\"y\","
            + field
            + "}}]}");
  }

  /** Large, and traps: cut at the limit. */
  static void oversized(Rig rig) throws Exception {
    byte[] spaces = new byte[100 * MIB];
    Arrays.fill(spaces, (byte) ' ');
    byte[] bomb = repeated(gzip(spaces), 100);
    byte[] nested = gzip(bomb);
    String key = "k".repeat(MIB);
    try (var http = HttpClient.newHttpClient()) {
      for (int i = 0; i < rig.faults(); i++) {
        refused(rig, http, new Request(OTLP, PROTOBUF, "", Arrays.copyOf(spaces, 80 * MIB)));
        refused(rig, http, new Request(BATCH, JSON, "", Arrays.copyOf(spaces, 20 * MIB)));
        refused(rig, http, new Request(BATCH, JSON, "", manyEvents()));
        refused(rig, http, new Request(BATCH, JSON, "", event("\"metadata\":{\"" + key + "\":1}")));
        rig.faultDone();
      }
      rig.note("bomb %d MiB packed, 10 GiB unpacked".formatted(bomb.length / MIB));
      long asked = System.nanoTime();
      refused(rig, http, new Request(OTLP, PROTOBUF, "gzip", bomb));
      refused(rig, http, new Request(BATCH, JSON, "gzip", bomb));
      refused(rig, http, new Request(OTLP, PROTOBUF, "gzip", nested));
      rig.recovered(asked);
      rig.require(rig.runs(Stage.GATEWAY), "the gateway is gone");
    }
  }

  private static byte[] manyEvents() {
    var text = new StringBuilder("{\"batch\":[");
    for (int i = 0; i < 100_000; i++) {
      text.append(i == 0 ? "" : ",")
          .append("{\"id\":\"")
          .append(i)
          .append("\",\"type\":\"x\",\"body\":{}}");
    }
    return text(text.append("]}").toString());
  }

  /** Raw bytes in the topic itself: quarantined with a reason, the partition goes on. */
  static void inTheTopic(Rig rig) throws Exception {
    var bytes = new ByteArraySerializer();
    String kafka = rig.system().kafkaBootstrapServers();
    try (var producer =
        new KafkaProducer<>(Map.<String, Object>of("bootstrap.servers", kafka), bytes, bytes)) {
      rig.each(
          i -> {
            byte[] noise = new byte[1 + rig.random().nextInt(2_000)];
            rig.random().nextBytes(noise);
            noise[0] = NO_WIRE_FORMAT;
            long before = deadLetters(kafka);
            long written = System.nanoTime();
            producer
                .send(
                    new ProducerRecord<>(
                        i % 4 == 3 ? Topics.SCORES : Topics.EVENTS,
                        rig.random().nextInt(Topics.partitions()),
                        new byte[] {1},
                        noise))
                .get();
            rig.until(
                "quarantine of record " + i,
                QUARANTINED_WITHIN.multipliedBy(4),
                () -> deadLetters(kafka) > before);
            rig.recovered(written);
          });
    }
    rig.require(
        rig.slowest().compareTo(QUARANTINED_WITHIN) <= 0,
        "quarantined only after " + rig.slowest());
  }

  private static long deadLetters(String kafka) {
    try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka))) {
      var asked = new java.util.HashMap<TopicPartition, OffsetSpec>();
      for (int p = 0; p < Topics.partitions(); p++) {
        asked.put(new TopicPartition(Topics.DEAD_LETTERS, p), OffsetSpec.latest());
      }
      return admin.listOffsets(asked).all().get().values().stream()
          .mapToLong(o -> o.offset())
          .sum();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void refused(Rig rig, HttpClient http, Request poison)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(rig.system().url() + poison.path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", poison.type)
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(text(Bootstrap.publicKey() + ":" + Bootstrap.secretKey())))
            .POST(BodyPublishers.ofByteArray(poison.body));
    if (!poison.encoding.isEmpty()) {
      request.header("Content-Encoding", poison.encoding);
    }
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      for (int i = 0; answer.statusCode() == 503 && i < PATIENCE; i++) {
        // "Not now" is no verdict: a client asks again.
        Thread.sleep(1_000);
        answer = http.send(request.build(), BodyHandlers.ofString());
      }
      boolean named = answer.statusCode() / 100 == 4 || answer.statusCode() == 207;
      rig.require(
          named,
          "%s with %d bytes was answered %d"
              .formatted(poison.path, poison.body.length, answer.statusCode()));
    } catch (IOException e) {
      // Cut off in mid body, before an answer could be read, is a refusal too where it is too
      // large.
      rig.require(poison.body.length > MIB, poison.path + " was not answered: " + e);
    }
  }

  private static byte[] cut(byte[] whole, SplittableRandom random) {
    return Arrays.copyOf(whole, random.nextInt(1, whole.length));
  }

  private static byte[] repeated(byte[] part, int times) {
    var out = new ByteArrayOutputStream(part.length * times);
    for (int i = 0; i < times; i++) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] plain) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
