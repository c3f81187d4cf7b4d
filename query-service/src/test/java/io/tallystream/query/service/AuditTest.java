package io.tallystream.query.service;

import static io.restassured.RestAssured.given;
import static io.tallystream.query.service.Clients.sdk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the auditor found, by API and metrics. */
@QuarkusTest
@QuarkusTestResource(Environment.class)
class AuditTest {
  private static final String AUDIT = "/api/public/audit";

  @Inject Pool pool;

  @BeforeEach
  void ready() throws Exception {
    Clients.awaitReady();
  }

  @Test
  void hoursComeNewestFirstWithTheWorstOfTheirFamilies() {
    sql(
        """
        INSERT INTO audit (project_id, hour_s, family, compared, drift, state, fingerprint, detail, at)
        SELECT p.number, v.hour, v.family, 9, v.drift, v.state, 0, v.detail, now()
        FROM project p, (VALUES (3600::bigint, 'total', 0, 'EXACT', ''), (3600, 'model', 2, 'DRIFT', 'rollup_model'),
          (7200, 'total', 0, 'EXACT', '')) AS v (hour, family, drift, state, detail)
        WHERE p.id = 'project-one' ON CONFLICT DO NOTHING""");
    sdk()
        .get(AUDIT)
        .then()
        .statusCode(200)
        .body("data.hour[0]", equalTo("1970-01-01T02:00:00.000Z"))
        .body("data.state", equalTo(java.util.List.of("EXACT", "DRIFT")))
        .body("data[1].families[0].family", equalTo("model"))
        .body("data[1].families[0].drift", equalTo(2))
        .body("data[1].families[0].differences", containsString("rollup_model"));
    sdk().queryParam("state", "DRIFT").get(AUDIT).then().body("data", hasSize(1));
    sdk().queryParam("limit", 1).get(AUDIT).then().body("data", hasSize(1));
  }

  /** The job itself: a trace that no rollup counts, and sinks that go on. */
  @Test
  void theAuditorFindsWhatIsMissingByItself() throws Exception {
    sql(
        """
        INSERT INTO trace SELECT * FROM jsonb_populate_record(NULL::trace, (
          SELECT jsonb_build_object('project_id', number, 'part', 0, 'trace_h', gen_random_uuid(),
            'ver', 1, 'timestamp_us', (extract(epoch FROM now()) - 10800)::bigint * 1000000, 'created_us', 1,
            'updated_us', 1, 'latency_us', 0, 'explicit', true, 'public', false, 'bookmarked', false,
            'observations', 0, 'errors', 0, 'warnings', 0, 'priced', 0, 'stated', 0, 'estimated', 0,
            'unpriced', 0, 'no_usage', 0, 'input_tokens', 0, 'output_tokens', 0, 'total_tokens', 0,
            'input_cost', 0, 'output_cost', 0, 'total_cost', 0, 'trace_id', 'uncounted',
            'environment', 'default', 'tags', '{}'::text[])
          FROM project WHERE id = 'project-one'))""");
    try {
      long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (!given()
          .get("/q/metrics")
          .asString()
          .contains("tally_audit_drift{family=\"trace\"} 1.0")) {
        assertThat(System.nanoTime()).as(sdk().get(AUDIT).asString()).isLessThan(giveUp);
        sql(
            """
            INSERT INTO sink_offset SELECT s, s, 0, 9, now(), now() FROM (VALUES ('fact-sink'), ('rollup-sink')) AS v (s)
            ON CONFLICT (sink, topic, part) DO UPDATE SET appended_at = now(), updated_at = now()""");
        Thread.sleep(200);
      }
      sdk()
          .queryParam("state", "DRIFT")
          .get(AUDIT)
          .then()
          .body("data[0].families.find { it.family == 'trace' }.drift", equalTo(1))
          .body("data[0].families.findAll { it.state != 'EXACT' }", hasSize(1));
    } finally {
      sql("DELETE FROM trace WHERE trace_id = 'uncounted'");
      sql("DELETE FROM sink_offset");
      sql("DELETE FROM audit");
    }
  }

  @Test
  void aWrongParameterIsNamedAndAKeyIsNeeded() {
    sdk().get(AUDIT + "?state=GOOD").then().statusCode(400).body("message", containsString("GOOD"));
    sdk().get(AUDIT + "?to=1").then().statusCode(400).body("message", containsString("'to'"));
    given().get(AUDIT).then().statusCode(401);
    assertThat(given().get("/q/metrics").asString())
        .contains("tally_audit_drift{family=\"session\"}", "tally_audit_last_run_seconds");
  }

  private void sql(String statement) {
    pool.query(statement).execute().await().atMost(Duration.ofSeconds(10));
  }
}
