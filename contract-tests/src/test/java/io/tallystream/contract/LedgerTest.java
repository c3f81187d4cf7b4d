package io.tallystream.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.tallystream.audit.Database;
import io.tallystream.bench.client.Api;
import io.tallystream.event.Routing;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.event.v1.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ledger balances while events run, and at their end each has ended as it was sent to end. */
@ExtendWith(RunningSystem.class)
class LedgerTest {
  private static final int BATCHES = 40;

  private final String run = UUID.randomUUID().toString();

  /**
   * A batch of ten: seven observations and their trace, one that no protocol knows, and a cost
   * beyond all bounds.
   */
  @Test
  void everyEventThatWasSentEndsOnce(RunningSystem system) throws Exception {
    try (Api api = system.api()) {
      String ledger =
          "/api/public/ledger?limit=1440&fromTimestamp="
              + Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.MINUTES);
      JsonNode before = settled(api, ledger);
      for (int i = 0; i < BATCHES; i++) {
        List<byte[]> batch = batch(i);
        send(api, batch);
        if (i % 4 == 0) {
          send(api, batch);
        }
        balanced(api.getJson(ledger));
      }
      poison(system);

      JsonNode after =
          Eventually.json(
              api,
              ledger,
              json ->
                  balanced(json)
                      && of(json, "accepted") - of(before, "accepted") >= 9 * 50 + 1
                      // What gateways reject, they say some seconds later.
                      && of(json, "received") - of(before, "received") >= 10 * 50 + 1
                      && of(json, "inFlight") == 0);
      assertThat(of(after, "accepted") - of(before, "accepted")).isEqualTo(9 * 50 + 1);
      assertThat(of(after, "stored") - of(before, "stored")).isEqualTo(8 * 40);
      assertThat(of(after, "duplicate") - of(before, "duplicate")).isEqualTo(8 * 10);
      assertThat(of(after, "quarantined") - of(before, "quarantined")).isEqualTo(50 + 1);
      assertThat(
              of(after, "rejected/unknown_event_type") - of(before, "rejected/unknown_event_type"))
          .isEqualTo(50);
      assertThat(of(after, "received") - of(before, "received")).isEqualTo(10 * 50 + 1);
    }
  }

  @Test
  void anEventIsFoundWhereItIs(RunningSystem system) throws Exception {
    try (Api api = system.api()) {
      Instant sent = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      String path = "/api/public/events/";
      JsonNode never = api.getJson(path + "never-" + run);
      assertThat(never.get("status").textValue()).isEqualTo("NOT_SEEN");
      assertThat(never.get("stored")).isEmpty();

      send(api, batch(0));
      JsonNode stored = is(api, path + id(0, 3), "STORED");
      JsonNode sighting = stored.get("stored").get(0);
      assertThat(sighting.get("kind").textValue()).isEqualTo("OBSERVATION");
      assertThat(sighting.get("traceId").textValue()).isEqualTo(trace(0));
      assertThat(Instant.parse(sighting.get("receivedAt").textValue())).isAfterOrEqualTo(sent);
      assertThat(sighting.get("log").get("offset").longValue()).isNotNegative();
      assertThat(
              is(api, path + trace(0), "QUARANTINED").get("stored").get(0).get("kind").textValue())
          .as("the trace itself is stored, one of its events is not")
          .isEqualTo("TRACE");

      JsonNode refused = is(api, path + id(0, 9) + "?traceId=" + trace(0), "QUARANTINED");
      assertThat(refused.get("stored")).isEmpty();
      assertThat(refused.get("deadLetters").get(0).get("reason").textValue())
          .isEqualTo("cost_out_of_range");
      // Whoever asks for an event that is not there sees that the sinks are beyond it.
      Eventually.json(
          api,
          path + "never-" + run,
          json ->
              json.get("watermarks").get("stored").isTextual()
                  && Instant.parse(json.get("watermarks").get("stored").textValue()).isAfter(sent));
    }
  }

  /** One of each batch is refused, and the others are taken. */
  private static void send(Api api, List<byte[]> batch) throws Exception {
    assertThat(api.ingestOnce(batch, Duration.ofSeconds(20)).statusCode()).isEqualTo(207);
  }

  private static JsonNode is(Api api, String path, String status) throws Exception {
    return Eventually.json(api, path, json -> status.equals(json.get("status").textValue()));
  }

  /** What earlier tests sent has ended. */
  private static JsonNode settled(Api api, String ledger) throws Exception {
    return Eventually.json(api, ledger, json -> balanced(json) && of(json, "inFlight") == 0);
  }

  /** Holds at all times; asserted, not waited for. */
  private static boolean balanced(JsonNode ledger) {
    var minutes = new ArrayList<JsonNode>();
    ledger.get("data").forEach(minutes::add);
    minutes.add(ledger.get("meta").get("totals"));
    for (JsonNode minute : minutes) {
      long rejected = 0;
      for (JsonNode reason : minute.get("rejected")) {
        rejected += reason.longValue();
      }
      assertThat(minute.get("received").longValue())
          .isEqualTo(minute.get("accepted").longValue() + rejected);
      long ended =
          minute.get("stored").longValue()
              + minute.get("duplicate").longValue()
              + minute.get("quarantined").longValue();
      assertThat(minute.get("inFlight").longValue()).isNotNegative();
      assertThat(minute.get("accepted").longValue())
          .isEqualTo(ended + minute.get("inFlight").longValue());
    }
    return true;
  }

  private static long of(JsonNode ledger, String path) {
    return ledger.at("/meta/totals/" + path).asLong();
  }

  private List<byte[]> batch(int n) {
    var events = new ArrayList<byte[]>();
    for (int i = 0; i < 7; i++) {
      events.add(
          event(n, i, "span-create", "\"traceId\":\"%s\",\"name\":\"n\"".formatted(trace(n))));
    }
    events.add(event(n, 7, "trace-create", "\"name\":\"n\""));
    events.add(event(n, 8, "no-such-type", "\"name\":\"n\""));
    events.add(
        event(
            n,
            9,
            "generation-create",
            "\"traceId\":\"%s\",\"costDetails\":{\"total\":1e30}".formatted(trace(n))));
    return events;
  }

  /** A record that no gateway wrote: the log says whose it is and when it came. */
  private void poison(RunningSystem system) throws Exception {
    int project;
    try (var database = Database.connect(system.databaseUrl());
        var row = database.createStatement().executeQuery("SELECT min(number) FROM project")) {
      row.next();
      project = row.getInt(1);
    }
    var batch =
        EventBatch.newBuilder()
            .setFormat(1)
            .setProject(project)
            .setSource(Source.SOURCE_BATCH)
            .setReceivedAtUs(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()))
            .setTraceId(trace(0))
            .addBatchEvents(ByteString.copyFromUtf8("not JSON"))
            .build();
    byte[] key = Routing.key(project, Routing.hash(trace(0)));
    var bytes = new ByteArraySerializer();
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", system.kafka()), bytes, bytes)) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.EVENTS,
                  Routing.partition(key, Topics.partitions()),
                  key,
                  batch.toByteArray()))
          .get();
    }
  }

  private String trace(int n) {
    return "trace-" + n + "-" + run;
  }

  private String id(int n, int i) {
    return "event-" + n + "-" + i + "-" + run;
  }

  private byte[] event(int n, int i, String type, String fields) {
    String id = type.startsWith("trace") ? trace(n) : id(n, i);
    return """
        {"id":"%s","type":"%s","timestamp":"2026-01-01T00:00:00Z","body":{"id":"%s",%s}}"""
        .formatted(id(n, i), type, id, fields)
        .getBytes(StandardCharsets.UTF_8);
  }
}
