package io.tallystream.query.service;

import static io.restassured.RestAssured.given;
import static io.tallystream.query.service.Clients.page;
import static io.tallystream.query.service.Clients.sdk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystream.event.Routing;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.query.outbox.OutboxPublisher;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deletions as SDKs ask for them, and what is in the log when they are answered. */
@QuarkusTest
@QuarkusTestResource(Environment.class)
class DeletionTest {
  private static final String TRACES = "/api/public/traces";

  @Inject Pool pool;
  @Inject OutboxPublisher publisher;

  @BeforeEach
  void ready() throws Exception {
    Clients.awaitReady();
  }

  @Test
  void aTraceIsDeletedInTheLogWhenItIsAnswered() throws Exception {
    String id = "trace/" + UUID.randomUUID();
    sdk()
        .delete(TRACES + "/{id}", id)
        .then()
        .statusCode(200)
        .body("message", equalTo("Trace deleted successfully"));
    assertThat(commanded(Topics.EVENTS, id)).hasSize(1);
  }

  @Test
  void manyTracesAndAScore() throws Exception {
    List<String> ids = List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());
    sdk()
        .body("{\"traceIds\":[\"%s\",\"%s\",\"%s\"]}".formatted(ids.get(0), ids.get(1), ids.get(0)))
        .delete(TRACES)
        .then()
        .statusCode(200)
        .body("message", equalTo("Traces deleted successfully"));
    for (String id : ids) {
      assertThat(commanded(Topics.EVENTS, id)).hasSize(1);
    }
    String score = UUID.randomUUID().toString();
    sdk().delete("/api/public/scores/" + score).then().statusCode(202);
    assertThat(commanded(Topics.SCORES, score)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                    | [traceIds]",
        "{'traceIds':[]}       | [traceIds]",
        "{'traceIds':['a','']} | [traceIds, 1]",
        "{'traceIds':'a'}      | [traceIds]",
        "                      | []",
      })
  void whatIsWrongIsNamed(String body, String path) {
    var request = body == null ? sdk() : sdk().body(body.replace('\'', '"'));
    var answer = request.delete(TRACES);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
    assertThat(answer.jsonPath().getList("error.path").stream().map(String::valueOf))
        .as(answer.asString())
        .contains(path);
  }

  @Test
  void aUsersDeletionIsAJobThatCanBeWatched() throws Exception {
    String id =
        sdk()
            .body("{\"userId\":\"nobody-%s\"}".formatted(UUID.randomUUID()))
            .post("/api/public/deletions")
            .then()
            .statusCode(202)
            .body("kind", equalTo("USER"))
            .body("total", equalTo(0))
            .extract()
            .path("id");
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!sdk().get("/api/public/deletions/" + id).path("state").equals("DONE")) {
      assertThat(System.nanoTime()).as("still running").isLessThan(end);
      Thread.sleep(100);
    }
    sdk().get("/api/public/deletions").then().body("data.id", hasItem(id));
    sdk().get("/api/public/deletions/" + UUID.randomUUID()).then().statusCode(404);
    sdk()
        .body("{\"userId\":\" \"}")
        .post("/api/public/deletions")
        .then()
        .statusCode(400)
        .body("error[0].path", equalTo(List.of("userId")));
    given().post("/api/public/deletions").then().statusCode(401);
  }

  @Test
  void aKeyMayNeitherCloseItsProjectNorSayHowLongItKeepsData() {
    sdk().delete("/api/public/projects/" + Environment.PROJECT).then().statusCode(403);
    sdk()
        .body("{\"retention\":30}")
        .put("/api/public/projects/" + Environment.PROJECT)
        .then()
        .statusCode(403);
    page().delete("/api/public/projects/somebody-elses").then().statusCode(403);
  }

  @Test
  void anOwnerSaysHowLongDataIsKept() {
    String path = "/api/public/projects/" + Environment.PROJECT;
    page()
        .body("{\"retention\":2}")
        .put(path)
        .then()
        .statusCode(400)
        .body("error[0].path", equalTo(List.of("retention")));
    page()
        .body("{\"retention\":400}")
        .put(path)
        .then()
        .statusCode(200)
        .body("retentionDays", equalTo(400));
    sdk().get("/api/public/projects").then().body("data[0].retentionDays", equalTo(400));
    page().body("{\"retention\":0}").put(path).then().statusCode(200);
    sdk().get("/api/public/projects").then().body("data[0].retentionDays", equalTo(null));
  }

  @Test
  void aClosedProjectHasNoKeysLeftAndItsIdIsFree() throws Exception {
    run("INSERT INTO project (id, organization_id, name) VALUES ('to-close', 'org-one', 'x')");
    run(
        """
        INSERT INTO api_key (id, project_id, public_key, secret_sha256, display_secret_key)
        VALUES ('to-close', 'to-close', 'pk-lf-to-close', 'to-close', 's')""");
    given()
        .cookie("tally_session", Clients.session())
        .header("Sec-Fetch-Site", "same-origin")
        .delete("/api/public/projects/to-close")
        .then()
        .statusCode(202)
        .body("success", equalTo(true));
    var key = Topic.records(Topics.API_KEYS, "pk-lf-to-close");
    assertThat(key.getLast().value()).isNull();
    given()
        .cookie("tally_session", Clients.session())
        .get("/api/auth/session")
        .then()
        .body("projects.id", equalTo(List.of(Environment.PROJECT)));
    run("INSERT INTO project (id, organization_id, name) VALUES ('to-close', 'org-one', 'y')");
    run("DELETE FROM project WHERE id = 'to-close'");
    publisher.publish().get(20, TimeUnit.SECONDS);
  }

  private static List<EventBatch> commanded(String topic, String id) throws Exception {
    // The first project of a fresh database.
    int project = 1;
    int partition = Routing.partition(project, id, Topics.partitions());
    var found = new java.util.ArrayList<EventBatch>();
    for (var record : Topic.records(topic, partition)) {
      if (new String(record.value(), java.nio.charset.StandardCharsets.ISO_8859_1).contains(id)) {
        EventBatch command = EventBatch.parseFrom(record.value());
        assertThat(command.getDeleted()).isTrue();
        assertThat(command.getProject()).isEqualTo(project);
        assertThat(command.getTraceId()).isEqualTo(id);
        found.add(command);
      }
    }
    return found;
  }

  private void run(String sql) {
    pool.query(sql).execute().await().atMost(Duration.ofSeconds(10));
  }
}
