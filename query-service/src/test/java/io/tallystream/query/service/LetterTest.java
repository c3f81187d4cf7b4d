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
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dead letters: lists, bytes, replays. */
@QuarkusTest
@QuarkusTestResource(Environment.class)
class LetterTest {
  private static final String LETTERS = "/api/public/dead-letters";
  private static final long NOON_US = 1_767_268_800_000_000L;

  @Inject Pool pool;

  /** Of this test alone: the broker and the database are shared. */
  private final String stage = "test/" + UUID.randomUUID();

  @BeforeEach
  void ready() throws Exception {
    Clients.awaitReady();
  }

  @Test
  void aListIsPagedNewestFirstAndEachLetterComesOnce() {
    for (int i = 0; i < 5; i++) {
      // Two at the same time, so that the id decides.
      letter("events", "r", NOON_US + i / 2 * 1_000_000L, "v" + i);
    }
    var ids = new ArrayList<String>();
    String cursor = "";
    while (cursor != null) {
      var page =
          sdk()
              .queryParam("stage", stage)
              .queryParam("limit", 2)
              .queryParam("cursor", cursor)
              .get(LETTERS)
              .then()
              .statusCode(200)
              .extract();
      ids.addAll(page.<List<String>>path("data.id"));
      cursor = page.path("meta.cursor");
    }
    assertThat(ids).hasSize(5).doesNotHaveDuplicates();
    sdk()
        .queryParam("stage", stage)
        .queryParam("fromTimestamp", "2026-01-01T12:00:01Z")
        .queryParam("toTimestamp", "2026-01-01T12:00:02Z")
        .get(LETTERS)
        .then()
        .body("data", hasSize(2))
        .body("data[0].quarantinedAt", equalTo("2026-01-01T12:00:01.000Z"))
        .body("data[0].status", equalTo("QUARANTINED"));
  }

  @Test
  void aSummaryCountsByStageAndReason() {
    letter("events", "b", NOON_US, "1");
    letter("events", "a", NOON_US, "2");
    letter("events", "a", NOON_US + 1_000_000, "3");
    sdk()
        .queryParam("stage", stage)
        .get(LETTERS + "/summary")
        .then()
        .statusCode(200)
        .body("data.reason", equalTo(List.of("a", "b")))
        .body("data.count", equalTo(List.of(2, 1)))
        .body("data[0].newest", equalTo("2026-01-01T12:00:01.000Z"));
  }

  @Test
  void aReplayIsTheSameRecordAndIsNoted() {
    String text = "{\"price\":1.10}";
    UUID id = letter("scores", "r", NOON_US, text);
    sdk()
        .get(LETTERS + "/" + id)
        .then()
        .statusCode(200)
        .body("value", equalTo("eyJwcmljZSI6MS4xMH0="))
        .body("content.price", equalTo(1.10f))
        .body("replayable", equalTo(true));
    sdk()
        .post(LETTERS + "/" + id + "/replay")
        .then()
        .statusCode(200)
        .body("status", equalTo("REPLAYED"))
        .body("replays", equalTo(1));
    var again =
        Topic.records("scores").stream()
            .filter(r -> new String(r.value(), StandardCharsets.UTF_8).equals(text))
            .toList();
    assertThat(again).hasSize(1);
    assertThat(again.getFirst().key()).isEqualTo("key");
    assertThat(again.getFirst().headers().lastHeader("tally-attempt").value())
        .isEqualTo(new byte[] {'2'});
    sdk()
        .queryParam("stage", stage)
        .queryParam("status", "QUARANTINED")
        .get(LETTERS)
        .then()
        .body("data", hasSize(0));
  }

  @Test
  void aFilterReplaysOnlyWhatWaitsAndMayComeAgain() {
    letter("events", "r", NOON_US, "1");
    letter("events", "r", NOON_US, "2");
    letter("facts", "r", NOON_US, "3");
    letter("events", "other", NOON_US, "4");
    String body = "{\"stage\":\"%s\",\"reason\":\"r\",\"limit\":1}".formatted(stage);
    sdk().body(body).post(LETTERS + "/replay").then().body("remaining", equalTo(1));
    sdk().body(body).post(LETTERS + "/replay").then().body("remaining", equalTo(0));
    sdk().body(body).post(LETTERS + "/replay").then().body("replayed", equalTo(0));
  }

  @Test
  void anOldFactIsNotReplayed() {
    UUID id = letter("facts", "r", NOON_US, "1");
    sdk()
        .post(LETTERS + "/" + id + "/replay")
        .then()
        .statusCode(409)
        .body("error", equalTo("LangfuseConflictError"))
        .body("message", containsString("'facts'"));
  }

  @Test
  void lettersOfOthersAndOfNobodyAreNotThere() {
    UUID nobodys = letter(0, "events", "r", NOON_US, "1");
    sdk().get(LETTERS + "/" + nobodys).then().statusCode(404);
    sdk().post(LETTERS + "/" + nobodys + "/replay").then().statusCode(404);
    sdk().get(LETTERS + "/no-id").then().statusCode(404);
    sdk().queryParam("stage", stage).get(LETTERS).then().body("data", hasSize(0));
    given().get(LETTERS).then().statusCode(401);
  }

  @Test
  void aWrongParameterIsNamed() {
    for (String[] wrong :
        new String[][] {
          {"color=red", "'color'"},
          {"status=LOST", "'status'"},
          {"limit=101", "'limit'"},
          {"cursor=nonsense", "cursor"},
          {"fromTimestamp=yesterday", "'yesterday'"}
        }) {
      sdk()
          .get(LETTERS + "?" + wrong[0])
          .then()
          .statusCode(400)
          .body("message", containsString(wrong[1]));
    }
    sdk()
        .body("{\"limit\":0}")
        .post(LETTERS + "/replay")
        .then()
        .statusCode(400)
        .body("error[0].path", equalTo(List.of("limit")));
  }

  private UUID letter(String topic, String reason, long quarantined, String value) {
    int project =
        pool.query("SELECT number FROM project WHERE id = '" + Environment.PROJECT + "'")
            .execute()
            .await()
            .atMost(Duration.ofSeconds(10))
            .iterator()
            .next()
            .getInteger(0);
    return letter(project, topic, reason, quarantined, value);
  }

  private UUID letter(int project, String topic, String reason, long quarantined, String value) {
    UUID id = UUID.randomUUID();
    pool.preparedQuery(
            """
            INSERT INTO dead_letter (project_id, part, letter_h, attempt, quarantined_us, source_off, source_topic,
              stage, reason, detail, size, key, value)
            VALUES ($1, 0, $2, 1, $3, 7, $4, $5, $6, '', length($7), 'key', convert_to($7, 'UTF8'))""")
        .execute(
            Tuple.tuple()
                .addInteger(project)
                .addUUID(id)
                .addLong(quarantined)
                .addString(topic)
                .addString(stage)
                .addString(reason)
                .addString(value))
        .await()
        .atMost(Duration.ofSeconds(10));
    return id;
  }
}
