package io.tallystream.query.service;

import static io.restassured.RestAssured.given;
import static io.tallystream.query.service.Clients.sdk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Health, unknown routes, other methods, browsers. */
@QuarkusTest
@QuarkusTestResource(Environment.class)
class HttpTest {
  private static final String METRICS =
      """
      {"view": "observations", "metrics": [{"measure": "count", "aggregation": "count"}],
       "fromTimestamp": "2026-01-01T00:00:00Z", "toTimestamp": "2026-01-01T00:59:59.999Z"}""";

  @Test
  void healthAnswersAnybodyAndHeadToo() throws Exception {
    Clients.awaitReady();
    given()
        .header("Authorization", "Basic nonsense")
        .get("/api/public/health?failIfDatabaseUnavailable=true")
        .then()
        .statusCode(200)
        .body("status", equalTo("OK"))
        .body("version", notNullValue());
    given().head("/api/public/health").then().statusCode(200);
    given().get("/api/public/ready").then().statusCode(200);
    given().get("/q/health/live").then().statusCode(200);
    assertThat(given().get("/q/metrics").asString()).contains("tally_outbox_failures");
  }

  @Test
  void anUnknownRouteIsA404InJson() {
    for (String path : new String[] {"/api/public/nothing", "/api/nothing/at/all"}) {
      sdk()
          .get(path)
          .then()
          .statusCode(404)
          .contentType("application/json")
          .body("error", equalTo("LangfuseNotFoundError"));
    }
  }

  @Test
  void anotherMethodIsA405InJson() {
    sdk()
        .body("{}")
        .put("/api/public/projects")
        .then()
        .statusCode(405)
        .body("message", equalTo("Method not allowed"))
        .body("error", equalTo("MethodNotAllowedError"));
  }

  @Test
  void aWrongParameterIsA400ThatNamesIt() {
    var answer = sdk().get("/api/public/models?limit=101");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.asString()).contains("'limit'", "InvalidRequestError");
  }

  @Test
  void metricsAnswerWithTheirSource() {
    for (String path : new String[] {"/api/public/metrics", "/api/public/v2/metrics"}) {
      sdk()
          .queryParam("query", METRICS)
          .get(path)
          .then()
          .statusCode(200)
          .body("data[0].count_count", equalTo(0))
          .body("meta.source", equalTo("rollup"));
    }
    sdk().get("/api/public/metrics/daily").then().statusCode(200).body("meta.page", equalTo(1));
    sdk()
        .queryParam("query", METRICS.replace("observations", "clouds"))
        .get("/api/public/v2/metrics")
        .then()
        .statusCode(400)
        .body("message", containsString("clouds"));
  }

  @Test
  void pagesOfAnyOriginMayAskWithAKeyButNotWithTheCookie() {
    var preflight =
        given()
            .header("Origin", "https://app.example")
            .header("Access-Control-Request-Method", "GET")
            .options("/api/public/scores");
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.header("Access-Control-Allow-Headers")).contains("X-Langfuse-Public-Key");
    var answer = sdk().header("Origin", "https://app.example").get("/api/public/projects");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
    assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
  }
}
