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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger over what gateways and sinks wrote, and where an id is. */
@QuarkusTest
@QuarkusTestResource(Environment.class)
class LedgerTest {
  private static final String LEDGER = "/api/public/ledger";
  private static final String EVENTS = "/api/public/events/";

  /** Minutes since the epoch: 2026-01-01T00:00Z. */
  private static final long MINUTE = 29_453_760;

  @Inject Pool pool;

  @BeforeEach
  void ready() throws Exception {
    Clients.awaitReady();
  }

  @Test
  void partsAndProcessesAreAddedAndTheSumsBalance() {
    gateway(MINUTE, 10, "{\"invalid_event\": 2}");
    gateway(MINUTE, 5, "{\"invalid_event\": 1, \"rate_limited\": 4}");
    outcome(MINUTE, 0, 6, 1, 0);
    outcome(MINUTE, 1, 3, 0, 2);
    sdk()
        .queryParam("fromTimestamp", "2026-01-01T00:00:30Z")
        .queryParam("toTimestamp", "2026-01-01T00:01:00Z")
        .get(LEDGER)
        .then()
        .statusCode(200)
        .body("data", hasSize(1))
        .body("data[0].minute", equalTo("2026-01-01T00:00:00.000Z"))
        .body("data[0].received", equalTo(22))
        .body("data[0].rejected", equalTo(Map.of("invalid_event", 3, "rate_limited", 4)))
        .body("data[0].accepted", equalTo(15))
        .body("data[0].stored", equalTo(9))
        .body("data[0].duplicate", equalTo(1))
        .body("data[0].quarantined", equalTo(2))
        .body("data[0].inFlight", equalTo(3));
  }

  @Test
  void whatAKilledGatewayDidNotSayIsKnownFromTheLogAndNothingIsNegative() {
    gateway(MINUTE + 10, 5, null);
    outcome(MINUTE + 10, 0, 8, 0, 0);
    gateway(MINUTE + 11, 7, null);
    outcome(MINUTE + 12, 0, 0, 4, 0);
    var answer =
        sdk()
            .queryParam("fromTimestamp", "2026-01-01T00:10:00Z")
            .queryParam("toTimestamp", "2026-01-01T00:20:00Z")
            .get(LEDGER)
            .then()
            .extract();
    assertThat(answer.<List<Integer>>path("data.inFlight")).containsExactly(0, 7, 0);
    assertThat(answer.<List<Integer>>path("data.accepted")).containsExactly(4, 7, 8);
    assertThat(answer.<Map<String, Object>>path("meta.totals"))
        .containsEntry("accepted", 19)
        .containsEntry("inFlight", 7)
        .containsEntry("stored", 8);
  }

  @Test
  void anIdThatWasNeverSeenIsToldWithTheWatermarks() {
    sdk()
        .get(EVENTS + "never-sent")
        .then()
        .statusCode(200)
        .body("status", equalTo("NOT_SEEN"))
        .body("stored", hasSize(0))
        .body("watermarks.keySet()", hasSize(3));
    given().get(EVENTS + "never-sent").then().statusCode(401);
  }

  @Test
  void aWrongParameterIsNamed() {
    sdk().get(LEDGER + "?to=1").then().statusCode(400).body("message", containsString("'to'"));
    sdk()
        .get(LEDGER + "?fromTimestamp=yesterday")
        .then()
        .statusCode(400)
        .body("message", containsString("'fromTimestamp'"));
    given().get(LEDGER).then().statusCode(401);
    assertThat(given().get("/q/metrics").asString())
        .contains("tally_ledger_events{outcome=\"in_flight\"}");
  }

  private void gateway(long minute, int accepted, String rejected) {
    sql(
        "INSERT INTO ledger_gateway SELECT number, %d, gen_random_uuid(), 0, 1, %d, %s FROM project WHERE id = 'project-one'"
            .formatted(minute, accepted, rejected == null ? "NULL" : "'" + rejected + "'"));
  }

  private void outcome(long minute, int part, int stored, int duplicate, int quarantined) {
    sql(
        "INSERT INTO ledger_outcome SELECT number, %d, %d, %d, %d, %d FROM project WHERE id = 'project-one'"
            .formatted(minute, part, stored, duplicate, quarantined));
  }

  private void sql(String statement) {
    pool.query(statement).execute().await().atMost(Duration.ofSeconds(10));
  }
}
