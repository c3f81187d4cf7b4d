package io.tallystream.query.audit;

import static io.tallystream.query.view.Database.PROJECT;
import static io.tallystream.query.view.Database.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.audit.Audit;
import io.tallystream.event.RollupFamily;
import io.tallystream.query.audit.AuditRepository.Seen;
import io.tallystream.query.metrics.RandomFacts;
import io.tallystream.query.metrics.RollupOracle;
import io.tallystream.query.view.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Tuple;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Facts and rollups of three days in a real database, some of them wrong. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditorTest {
  private static final Duration GRACE = Duration.ofMinutes(5);
  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final long START = RandomFacts.START / 1_000_000;
  private static final Instant AFTER = Instant.ofEpochSecond(START).plus(Duration.ofDays(4));

  private static final Database VIEWS = new Database();
  private static final AuditRepository AUDITS = new AuditRepository(VIEWS.views);
  private static Connection connection;
  private static Connection another;
  private static Instant clock = AFTER;

  @BeforeAll
  static void seed() throws Exception {
    var facts = new RandomFacts(20_260_301);
    var rollups = new RollupOracle(facts);
    String url = VIEWS.url;
    connection = io.tallystream.audit.Database.connect(url);
    another = io.tallystream.audit.Database.connect(url);
    insert("observation", facts.observationRows());
    insert("trace", facts.traceRows());
    insert("score", facts.scoreRows());
    for (RollupFamily family : RollupFamily.values()) {
      insert(family.table(), rollups.rows(family));
    }
    sql("INSERT INTO organization (id, name) VALUES ('o', 'o')");
    sql(
        "INSERT INTO project (number, id, organization_id, name) OVERRIDING SYSTEM VALUE"
            + " VALUES (7, 'p-7', 'o', 'p')");
  }

  @AfterAll
  static void close() throws Exception {
    connection.close();
    another.close();
  }

  @Test
  @Order(1)
  void whatIsRightIsExactInEveryFamily() throws Exception {
    var comparison = Audit.of(connection, PROJECT.number());
    assertThat(comparison.exact()).as(comparison.report()).isTrue();
    assertThat(comparison.compared().values()).allMatch(rows -> rows > 0);
  }

  @Test
  @Order(2)
  void eachHourIsLookedAtOnceAndOnlyWhenItIsOver() throws Exception {
    assertThat(pass(Instant.ofEpochSecond(START).plus(GRACE).minusSeconds(1))).isZero();
    int hours = 0;
    while (unlooked() > 0) {
      assertThat(pass(AFTER)).isEqualTo(1);
      assertThat(pass(AFTER)).as("no hour is due before the interval is over").isZero();
      clock = clock.plus(INTERVAL).plusSeconds(1);
      hours++;
    }
    Map<String, Integer> compared =
        seen(null).stream()
            .collect(Collectors.groupingBy(Seen::family, Collectors.summingInt(Seen::compared)));
    assertThat(hours).isBetween(40, 75);
    assertThat(seen(null)).allMatch(s -> s.state() == AuditState.EXACT && s.drift() == 0);
    assertThat(compared.values()).hasSize(RollupFamily.values().length).allMatch(n -> n > 0);
  }

  @Test
  @Order(3)
  void oneWrongNumberIsSuspectedThenDriftOfExactlyItsFamily() throws Exception {
    long hour = oneOf("rollup_name");
    sql("UPDATE rollup_name SET priced_cost = priced_cost + 1 WHERE bucket_s = " + hour);
    sql("DELETE FROM audit WHERE hour_s = " + hour);
    assertThat(pass(AFTER)).isEqualTo(1);
    assertThat(wrong()).containsExactly("name SUSPECT 1");

    assertThat(pass(clock.plus(GRACE).minusSeconds(1)))
        .as("the sinks have not gone on for long enough")
        .isZero();
    assertThat(pass(clock.plus(GRACE))).isEqualTo(1);
    assertThat(wrong()).containsExactly("name DRIFT 1");
    assertThat(seen(AuditState.DRIFT))
        .filteredOn(s -> s.drift() > 0)
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.hour()).isEqualTo(hour);
              assertThat(s.detail()).contains("rollup_name", "expected", "stored", "priced_cost=");
            });
    assertThat(await(AUDITS.summary()).drift()).isEqualTo(Map.of("name", 1L));
  }

  @Test
  @Order(4)
  void whatIsRepairedIsExactAgain() throws Exception {
    long hour = seen(AuditState.DRIFT).getFirst().hour();
    sql("UPDATE rollup_name SET priced_cost = priced_cost - 1 WHERE bucket_s = " + hour);
    clock = clock.plus(INTERVAL).plusSeconds(1);
    pass(clock);
    assertThat(wrong()).isEmpty();
  }

  @Test
  @Order(5)
  void oneAuditorWorksAtATime() throws Exception {
    clock = clock.plus(INTERVAL).plusSeconds(1);
    assertThat(new AuditTable(another).lock()).isTrue();
    assertThat(pass(clock)).isZero();
    new AuditTable(another).unlock();
    assertThat(pass(clock)).isEqualTo(1);
  }

  private static int pass(Instant watermark) throws Exception {
    return new Auditor(connection, GRACE).pass(watermark, clock, INTERVAL);
  }

  private static List<Seen> seen(AuditState state) {
    return await(AUDITS.hours(PROJECT.number(), state, 100));
  }

  private static List<String> wrong() {
    return seen(null).stream()
        .filter(s -> s.state() != AuditState.EXACT)
        .map(s -> s.family() + " " + s.state() + " " + s.drift())
        .toList();
  }

  private static long unlooked() {
    return number(
        "SELECT count(DISTINCT r.bucket_s) FROM rollup_total r"
            + " WHERE r.bucket_s >= "
            + (START - 3_600)
            + " AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.hour_s = r.bucket_s)");
  }

  /** An hour with one row in the table, so that the row is known. */
  private static long oneOf(String table) {
    return number(
        "SELECT bucket_s FROM " + table + " GROUP BY 1 HAVING count(*) = 1 ORDER BY 1 LIMIT 1");
  }

  private static long number(String sql) {
    return await(VIEWS.pool.query(sql).execute()).iterator().next().getLong(0);
  }

  private static void insert(String table, JsonArray rows) {
    String sql =
        "INSERT INTO %s SELECT * FROM jsonb_populate_recordset(NULL::%s, $1::jsonb)"
            .formatted(table, table);
    await(VIEWS.pool.preparedQuery(sql).execute(Tuple.of(rows)));
  }

  private static void sql(String statement) {
    await(VIEWS.pool.query(statement).execute());
  }
}
