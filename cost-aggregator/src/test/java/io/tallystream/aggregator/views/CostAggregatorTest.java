package io.tallystream.aggregator.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tallystream.aggregator.rollup.Aggregate;
import io.tallystream.aggregator.rollup.Facts;
import io.tallystream.aggregator.rollup.RollupKey;
import io.tallystream.aggregator.rollup.Sum;
import io.tallystream.event.RollupFamily;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.FactChange;
import io.tallystream.sink.SinkPool;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole stage: facts on a real broker become rows of a real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(TestServers.class)
class CostAggregatorTest {
  private static final int PROJECT = 7;
  private static final Duration SOON = Duration.ofSeconds(60);

  @ConfigProperty(name = "KAFKA_BOOTSTRAP_SERVERS")
  String kafka;

  @ConfigProperty(name = "DATABASE_URL")
  String database;

  @Inject Vertx vertx;

  private Pool pool;

  @BeforeEach
  void connect() {
    pool = SinkPool.open(vertx, database, "test", 1);
  }

  @AfterEach
  void disconnect() {
    pool.closeAndAwait();
  }

  @Test
  void storedRollupsAreWhatTheFinalFactsSumTo() {
    Facts facts = Facts.of(PROJECT, 2_000);
    send(facts.changes());

    Map<RollupFamily, Map<String, Long>> expected = expected(facts);
    Uni.createFrom()
        .item(this::stored)
        .repeat()
        .withDelay(Duration.ofMillis(100))
        .until(expected::equals)
        .collect()
        .last()
        .onFailure()
        .recoverWithNull()
        .await()
        .atMost(SOON);
    assertThat(stored()).isEqualTo(expected);
  }

  private void send(Iterable<FactChange> changes) {
    var bytes = new ByteArraySerializer();
    try (var producer =
        new KafkaProducer<>(Map.of("bootstrap.servers", (Object) kafka), bytes, bytes)) {
      for (FactChange change : changes) {
        producer.send(new ProducerRecord<>(Topics.FACTS, 0, new byte[] {1}, change.toByteArray()));
      }
    }
  }

  private Map<RollupFamily, Map<String, Long>> expected(Facts facts) {
    var rows = new HashMap<RollupKey, Aggregate>();
    facts
        .finalContributions()
        .forEach(
            row -> rows.computeIfAbsent(row.key(), k -> new Aggregate()).add(row.measures(), 1));
    var totals = new EnumMap<RollupFamily, Map<String, Long>>(RollupFamily.class);
    for (RollupFamily family : RollupFamily.values()) {
      totals.put(family, new HashMap<>(Map.of("rows", 0L, "count", 0L, "traces", 0L, "cost", 0L)));
    }
    rows.values().removeIf(Aggregate::isZero);
    rows.forEach(
        (key, row) -> {
          Map<String, Long> total = totals.get(key.family());
          total.merge("rows", 1L, Long::sum);
          total.merge("count", row.get(Sum.COUNT), Long::sum);
          total.merge("traces", row.get(Sum.TRACES), Long::sum);
          total.merge("cost", row.get(Sum.PRICED_COST), Long::sum);
        });
    return totals;
  }

  private Map<RollupFamily, Map<String, Long>> stored() {
    var totals = new EnumMap<RollupFamily, Map<String, Long>>(RollupFamily.class);
    for (RollupFamily family : RollupFamily.values()) {
      var row =
          pool.query(
                  "SELECT count(*) AS rows, coalesce(sum(count), 0)::bigint AS count,"
                      + " coalesce(sum(traces), 0)::bigint AS traces,"
                      + " coalesce(sum(priced_cost), 0)::bigint AS cost FROM "
                      + family.table()
                      + " WHERE project_id = "
                      + PROJECT)
              .executeAndAwait()
              .iterator()
              .next();
      var values = new HashMap<String, Long>();
      for (String column : new String[] {"rows", "count", "traces", "cost"}) {
        values.put(column, row.getLong(column));
      }
      totals.put(family, values);
    }
    return totals;
  }
}
