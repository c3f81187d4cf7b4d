package io.tallystream.enrichment.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.tallystream.deploy.local.servers.Servers;
import io.tallystream.event.FactKey;
import io.tallystream.event.Routing;
import io.tallystream.event.v1.BodyBundle;
import io.tallystream.event.v1.FactChange;
import io.tallystream.event.v1.ObservationChange;
import io.tallystream.event.v1.ObservationFact;
import io.tallystream.event.v1.Outcome;
import io.tallystream.event.v1.ScoreChange;
import io.tallystream.event.v1.ScoreFact;
import io.tallystream.event.v1.TraceChange;
import io.tallystream.event.v1.TraceFact;
import io.tallystream.sink.RunningSink;
import io.tallystream.sink.SinkPool;
import io.tallystream.sink.SinkSettings;
import io.tallystream.sink.View;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Facts and payloads as rows of a real database. */
class FactViewTest {
  private static final long DAY = 86_400_000_000L;
  private static final long NOW = System.currentTimeMillis() * 1_000;
  private static final TopicPartition PARTITION = new TopicPartition("records", 0);

  private final Vertx vertx = Vertx.vertx();
  private SinkSettings settings;
  private Pool pool;
  private long offset;

  @BeforeEach
  void open() {
    Servers servers = Servers.shared();
    settings = new SinkSettings(servers.kafkaBootstrapServers(), servers.databaseUrl());
    pool = SinkPool.open(vertx, settings.databaseUrl(), "test", 1);
  }

  @AfterEach
  void close() {
    pool.closeAndAwait();
    vertx.closeAndAwait();
  }

  @Test
  void anObservationThatChangesItsDayIsOneRow() {
    ObservationFact today = observation(NOW);
    ObservationFact yesterday = observation(NOW - DAY);
    store(new FactView(), change(null, today));
    store(
        new FactView(),
        change(today, yesterday),
        change(yesterday, today),
        change(today, yesterday));
    assertThat(
            rows(
                "SELECT start_us || ' ' || (usage ->> 'input') || ' ' || input_tokens FROM observation"))
        .containsExactly((NOW - DAY) + " 5 5");
  }

  @Test
  void toolsAreNamedOnceAndNoneAreNull() {
    String tools =
        "SELECT concat_ws(' ', id, tool_names::text, called_tool_names::text, tool_calls) FROM observation";
    ObservationFact none = observation(NOW);
    ObservationFact some =
        none.toBuilder()
            .addToolNames("sum")
            .addToolNames("search, {fast}")
            .putToolCalls("sum", 2)
            .putToolCalls("\"quoted\"", 1)
            .build();
    store(new FactView(), change(null, none));
    assertThat(rows(tools)).containsExactly("o");
    store(new FactView(), change(null, none), change(none, some));
    assertThat(rows(tools))
        .containsExactly("o {\"search, {fast}\",sum} {\"\\\"quoted\\\"\",sum} 3");
  }

  @Test
  void aDeletedObservationIsGone() {
    store(new FactView(), change(null, observation(NOW)), change(observation(NOW), null));
    assertThat(rows("SELECT id FROM observation")).isEmpty();
  }

  @Test
  void theFirstSightOfASessionWinsInAnyOrder() {
    store(new FactView(), trace("b", 20), trace("a", 10));
    store(new FactView(), trace("c", 30));
    assertThat(rows("SELECT session_id || ' ' || created_us FROM session")).containsExactly("s 10");
    assertThat(rows("SELECT trace_id || array_to_string(tags, '+') FROM trace ORDER BY trace_id"))
        .containsExactly("ax+y,z", "bx+y,z", "cx+y,z");
  }

  @Test
  void aDeletedTraceHandsItsSessionOverOrTakesItAlong() {
    store(new FactView(), trace("a", 10), trace("b", 20));
    store(new FactView(), trace("c", 30), deleted("a", 10), null);
    assertThat(rows("SELECT session_id || ' ' || created_us FROM session")).containsExactly("s 20");
    store(new FactView(), deleted("b", 20), trace("d", 5), deleted("d", 5), deleted("c", 30));
    assertThat(rows("SELECT session_id FROM session")).isEmpty();
    assertThat(rows("SELECT trace_id FROM trace")).isEmpty();
  }

  @Test
  void aTraceThatLeavesItsSessionHandsItOverOrTakesItAlong() {
    store(new FactView(), trace("a", 10), trace("b", 20));
    store(new FactView(), moved("a", 10, "s", "t"));
    assertThat(sessions()).containsExactly("s 20", "t 10");
    store(new FactView(), moved("a", 10, "t", "s"), moved("a", 10, "s", "t"));
    store(new FactView(), moved("b", 20, "s", "t"), moved("b", 20, "t", ""));
    assertThat(sessions()).containsExactly("t 10");
    store(new FactView(), moved("a", 10, "t", "u"), moved("b", 20, "", "t"));
    assertThat(sessions()).containsExactly("t 20", "u 10");
  }

  @Test
  void aSessionsEnvironmentIsThatOfItsFirstTraceAsItIsNow() {
    store(new FactView(), trace("a", 10), trace("b", 20));
    TraceFact before = traceFact("a", 10);
    TraceFact after = before.toBuilder().setEnvironment("staging").build();
    store(new FactView(), change(TraceChange.newBuilder().setPrev(before).setNext(after)));
    assertThat(rows("SELECT environment FROM session")).containsExactly("staging");
  }

  private List<String> sessions() {
    return rows("SELECT session_id || ' ' || created_us FROM session ORDER BY 1");
  }

  private static FactChange moved(String id, long created, String from, String to) {
    TraceFact.Builder fact = traceFact(id, created).toBuilder();
    return change(
        TraceChange.newBuilder()
            .setPrev(fact.setSessionId(from).build())
            .setNext(fact.setSessionId(to).build()));
  }

  @Test
  void payloadsOfADeletedTraceStayOutWheneverTheyCome() {
    var bundle =
        BodyBundle.newBuilder()
            .setFormat(1)
            .setProject(1)
            .setTraceId("t")
            .addObservationId("o")
            .setReceivedAtUs(NOW)
            .setData(ByteString.copyFromUtf8("hi"));
    var late = bundle.clone().setReceivedAtUs(NOW - DAY).setData(ByteString.copyFromUtf8("ho"));
    var other = bundle.clone().setTraceId("u");
    var deletion =
        BodyBundle.newBuilder()
            .setFormat(1)
            .setProject(1)
            .setTraceId("t")
            .setReceivedAtUs(NOW)
            .setDeleted(true);
    store(new BodyView(), bundle.build());
    store(new BodyView(), other.build(), bundle.build(), deletion.build(), late.build());
    store(new BodyView(), deletion.build(), bundle.build(), late.build());
    assertThat(rows("SELECT encode(data, 'escape') FROM payload")).containsExactly("hi");
    assertThat(rows("SELECT trace_h::text FROM payload"))
        .containsExactly(Routing.hash("u").toString());
    assertThat(rows("SELECT trace_h::text FROM deleted_trace"))
        .containsExactly(Routing.hash("t").toString());
  }

  @Test
  void aScoreKeepsEachDecimal() {
    var score =
        ScoreFact.newBuilder()
            .setProject(1)
            .setId("s")
            .setName("n")
            .setValue("0.10000000000000000001");
    store(
        new FactView(),
        FactChange.newBuilder()
            .setFormat(1)
            .setScore(ScoreChange.newBuilder().setNext(score))
            .build());
    assertThat(rows("SELECT value::text FROM score")).containsExactly("0.10000000000000000001");
  }

  @Test
  void endsOfEventsAreAddedWithTheRowsAndARefusedRowIsQuarantined() {
    ObservationFact nul = observation(NOW).toBuilder().setName("a\0b").build();
    store(
        new FactView(),
        ended(change(null, observation(NOW)), 2, 0, 0),
        ended(change(null, nul), 3, 0, 0),
        ended(FactChange.newBuilder().setFormat(1).build(), 0, 4, 5));
    offset -= 3;
    store(
        new FactView(),
        ended(change(null, observation(NOW)), 2, 0, 0),
        ended(change(null, nul), 3, 0, 0),
        ended(FactChange.newBuilder().setFormat(1).build(), 0, 4, 5),
        ended(change(null, observation(NOW)), 1, 0, 0));
    assertThat(
            rows(
                "SELECT project_id || ' ' || minute || ' ' || stored || ' ' || duplicate || ' ' || quarantined FROM ledger_outcome"))
        .containsExactly("1 7 3 4 8");
  }

  @Test
  void aBundleOfPayloadsIsStoredOnce() {
    var bundle =
        BodyBundle.newBuilder()
            .setFormat(1)
            .setProject(1)
            .setTraceId("t")
            .addObservationId("")
            .addObservationId("o")
            .setReceivedAtUs(NOW)
            .setData(ByteString.copyFromUtf8("hi"));
    store(new BodyView(), bundle.build(), bundle.build());
    store(new BodyView(), bundle.build());
    assertThat(rows("SELECT convert_from(data, 'UTF8') FROM payload")).containsExactly("hi");
    assertThat(rows("SELECT unnest(obs_hs)::text FROM payload"))
        .containsExactly(new UUID(0, 0).toString(), Routing.hash("o").toString());
  }

  private void store(View view, MessageLite... values) {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    for (MessageLite value : values) {
      byte[] bytes = value == null ? null : value.toByteArray();
      records.add(new ConsumerRecord<>(PARTITION.topic(), 0, offset++, key(value), bytes));
    }
    var sink = new RunningSink("test", view, vertx, settings, (partition, offset) -> {}, 1);
    sink.sink().nextOffset(PARTITION).await().atMost(Duration.ofSeconds(10));
    sink.sink()
        .store(new ConsumerRecords<>(Map.of(PARTITION, records), Map.of()))
        .await()
        .atMost(Duration.ofSeconds(20));
    sink.close();
  }

  /** Of facts; all observations here are one. */
  private static byte[] key(MessageLite value) {
    return value instanceof FactChange change && change.hasObservation()
        ? FactKey.observation(1, Routing.hash("t"), Routing.hash("o")).bytes()
        : new byte[0];
  }

  private List<String> rows(String sql) {
    return StreamSupport.stream(pool.query(sql).executeAndAwait().spliterator(), false)
        .map(row -> row.getString(0))
        .toList();
  }

  /** As enrichment writes it: what was has no ids. */
  private static FactChange change(ObservationFact prev, ObservationFact next) {
    var change = ObservationChange.newBuilder();
    if (prev != null) {
      change.setPrev(prev.toBuilder().clearTraceId().clearId());
    }
    if (next != null) {
      change.setNext(next);
    }
    return FactChange.newBuilder().setFormat(1).setObservation(change).build();
  }

  private static FactChange ended(FactChange change, int stored, int duplicate, int quarantined) {
    var outcome =
        Outcome.newBuilder()
            .setProject(1)
            .setMinute(7)
            .setStored(stored)
            .setDuplicate(duplicate)
            .setQuarantined(quarantined);
    return change.toBuilder().setOutcome(outcome).build();
  }

  private static ObservationFact observation(long start) {
    return ObservationFact.newBuilder()
        .setProject(1)
        .setTraceId("t")
        .setId("o")
        .setStartUs(start)
        .putUsage("input", 5)
        .build();
  }

  private static FactChange trace(String id, long created) {
    return change(TraceChange.newBuilder().setNext(traceFact(id, created)));
  }

  private static FactChange deleted(String id, long created) {
    return change(TraceChange.newBuilder().setPrev(traceFact(id, created)));
  }

  private static FactChange change(TraceChange.Builder change) {
    return FactChange.newBuilder().setFormat(1).setTrace(change).build();
  }

  private static TraceFact traceFact(String id, long created) {
    return TraceFact.newBuilder()
        .setProject(1)
        .setTraceId(id)
        .setSessionId("s")
        .setCreatedUs(created)
        .addTags("x")
        .addTags("y,z")
        .build();
  }
}
