package io.tallystream.query.service;

import static io.restassured.RestAssured.given;
import static io.tallystream.query.service.Clients.sdk;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one project has, another does not see. */
@QuarkusTest
@QuarkusTestResource(Environment.class)
class IsolationTest {
  @Inject Pool pool;

  @BeforeEach
  void aSecondProject() throws Exception {
    Clients.awaitReady();
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest("sk-two".getBytes(StandardCharsets.UTF_8));
    sql(
        "INSERT INTO project (id, organization_id, name) VALUES ('two', 'org-one', 'Two')"
            + " ON CONFLICT DO NOTHING");
    sql(
        "INSERT INTO api_key (id, project_id, public_key, secret_sha256, display_secret_key)"
            + " VALUES ('k2', 'two', 'pk-two', '"
            + HexFormat.of().formatHex(hash)
            + "', '...')"
            + " ON CONFLICT DO NOTHING");
  }

  @Test
  void aModelOfAnotherProjectIsNotThere() {
    String id =
        two()
            .body(ModelTest.flat("isolated"))
            .post("/api/public/models")
            .then()
            .statusCode(200)
            .extract()
            .path("id");

    two().get("/api/public/models/" + id).then().statusCode(200);
    sdk()
        .get("/api/public/models/" + id)
        .then()
        .statusCode(404)
        .body("error", equalTo("LangfuseNotFoundError"));
    sdk().delete("/api/public/models/" + id).then().statusCode(404);
    two().delete("/api/public/models/" + id).then().statusCode(200);
  }

  @Test
  void aTraceOfAnotherProjectIsNotThere() {
    sql(
        """
        INSERT INTO trace SELECT * FROM jsonb_populate_record(NULL::trace, (
          SELECT jsonb_build_object('project_id', number, 'part', 0, 'trace_h', gen_random_uuid(),
            'ver', 1, 'timestamp_us', 1, 'created_us', 1, 'updated_us', 1, 'latency_us', 0,
            'explicit', true, 'public', false, 'bookmarked', false, 'observations', 0, 'errors', 0,
            'warnings', 0, 'priced', 0, 'stated', 0, 'estimated', 0, 'unpriced', 0, 'no_usage', 0,
            'input_tokens', 0, 'output_tokens', 0, 'total_tokens', 0, 'input_cost', 0,
            'output_cost', 0, 'total_cost', 0, 'trace_id', 'shared-id', 'environment', 'default',
            'tags', '{}'::text[])
          FROM project WHERE id = 'two'))
        """);

    two().get("/api/public/traces").then().body("data[0].id", equalTo("shared-id"));
    sdk().get("/api/public/traces").then().body("meta.totalItems", equalTo(0));
    sdk().get("/api/public/traces/shared-id").then().statusCode(404);
  }

  @Test
  void anExpiredKeyStopsWithinSeconds() throws Exception {
    sql(
        "INSERT INTO api_key (id, project_id, public_key, secret_sha256, display_secret_key)"
            + " SELECT 'k3', 'two', 'pk-three', encode(sha256('sk-three'), 'hex'), '...'");
    three().get("/api/public/projects").then().statusCode(200);
    sql("UPDATE api_key SET expires_at = now() - interval '1 day' WHERE id = 'k3'");
    long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (three().get("/api/public/projects").statusCode() != 401) {
      if (System.nanoTime() > giveUp) {
        throw new AssertionError("the key still works");
      }
      Thread.sleep(100);
    }
  }

  private static RequestSpecification two() {
    return given().auth().preemptive().basic("pk-two", "sk-two").contentType("application/json");
  }

  private static RequestSpecification three() {
    return given().auth().preemptive().basic("pk-three", "sk-three");
  }

  private void sql(String statement) {
    pool.query(statement).execute().await().atMost(Duration.ofSeconds(10));
  }
}
