package io.tallystream.query.service;

import static io.restassured.RestAssured.given;
import static io.tallystream.query.service.Clients.page;
import static io.tallystream.query.service.Clients.sdk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.ApiKeyConfig;
import io.tallystream.query.identity.Bootstrap;
import io.tallystream.query.outbox.OutboxPublisher;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may ask for what. */
@QuarkusTest
@QuarkusTestResource(Environment.class)
class IdentityTest {
  private static final String PROJECTS = "/api/public/projects";

  @Inject Bootstrap bootstrap;
  @Inject OutboxPublisher publisher;
  @Inject Pool pool;

  @BeforeEach
  void ready() throws Exception {
    Clients.awaitReady();
  }

  @Test
  void aKeySeesItsProject() {
    sdk()
        .get(PROJECTS)
        .then()
        .statusCode(200)
        .body("data", hasSize(1))
        .body("data[0].id", equalTo(Environment.PROJECT))
        .body("data[0].organization.name", equalTo("Org One"))
        .body("data[0].metadata.size()", equalTo(0));
  }

  @Test
  void noKeyAWrongOneAndHalfOfOneAreRefusedInWords() {
    given()
        .get(PROJECTS)
        .then()
        .statusCode(401)
        .body("message", equalTo("No authorization header"));
    given()
        .auth()
        .preemptive()
        .basic(Environment.PUBLIC_KEY, "sk-lf-wrong")
        .get(PROJECTS)
        .then()
        .statusCode(401)
        .body("message", startsWith("Invalid credentials."));
    given()
        .header("Authorization", "Token x")
        .get(PROJECTS)
        .then()
        .statusCode(401)
        .body("message", startsWith("Invalid authorization header."));
    given()
        .header("Authorization", "Bearer " + Environment.PUBLIC_KEY)
        .get(PROJECTS)
        .then()
        .statusCode(403)
        .body("message", startsWith("Access denied."));
    given()
        .header("Authorization", "Bearer pk-lf-nobody")
        .get(PROJECTS)
        .then()
        .statusCode(401)
        .body("message", startsWith("Invalid public key."));
  }

  @Test
  void aPersonLogsInLooksAndLogsOut() {
    String session = Clients.session();
    given()
        .cookie("tally_session", session)
        .get("/api/auth/session")
        .then()
        .statusCode(200)
        .body("user.email", equalTo("admin@example.org"))
        .body("user.name", equalTo("Admin"))
        .body("projects[0].id", equalTo(Environment.PROJECT))
        .body("projects[0].organization.id", equalTo("org-one"));
    given()
        .cookie("tally_session", session)
        .get("/api/public/traces")
        .then()
        .statusCode(400)
        .body("message", equalTo("Name the project in the header 'X-Tally-Project'"));
    given().cookie("tally_session", session).post("/api/auth/logout").then().statusCode(200);
    given().cookie("tally_session", session).get("/api/auth/session").then().statusCode(401);
  }

  @Test
  void theCookieIsOutOfReachOfScriptsAndOtherSites() {
    String cookie =
        given()
            .contentType("application/json")
            .header("X-Forwarded-Proto", "https")
            .body("{\"email\":\"admin@example.org\",\"password\":\"correct horse\"}")
            .post("/api/auth/login")
            .header("Set-Cookie");
    assertThat(cookie).contains("HTTPOnly", "SameSite=Lax", "Secure", "Path=/", "Max-Age=2592000");
  }

  @Test
  void anotherProjectIsOutOfReachOfAPerson() {
    given()
        .cookie("tally_session", Clients.session())
        .header("X-Tally-Project", "somebody-elses")
        .get("/api/public/traces")
        .then()
        .statusCode(403);
  }

  @Test
  void aCookieChangesNothingOnBehalfOfAnotherSite() {
    for (String[] header :
        new String[][] {
          {"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}, {"X-None", "x"}
        }) {
      given()
          .cookie("tally_session", Clients.session())
          .header("X-Tally-Project", Environment.PROJECT)
          .header(header[0], header[1])
          .contentType("application/json")
          .body("{}")
          .post("/api/public/models")
          .then()
          .statusCode(403);
    }
    page().body("{}").post("/api/public/models").then().statusCode(400);
  }

  @Test
  void aWrongPasswordIsRefusedAndSoonNotEvenLookedAt() {
    String body = "{\"email\":\"nobody@example.org\",\"password\":\"x\"}";
    for (int i = 0; i < 10; i++) {
      given()
          .contentType("application/json")
          .body(body)
          .post("/api/auth/login")
          .then()
          .statusCode(401)
          .body("message", equalTo("The e-mail address or password is wrong."));
    }
    String wait =
        given()
            .contentType("application/json")
            .body(body)
            .post("/api/auth/login")
            .then()
            .statusCode(429)
            .extract()
            .header("Retry-After");
    assertThat(Integer.parseInt(wait)).isBetween(200, 300);
  }

  @Test
  void theFirstKeyIsPublishedOnceHoweverOftenTheServiceStarts() throws Exception {
    bootstrap.run().await().atMost(Duration.ofSeconds(20));
    publisher.publish().get(20, TimeUnit.SECONDS);

    var records = Topic.records(Topics.API_KEYS, Environment.PUBLIC_KEY);
    assertThat(records).hasSize(1);
    ApiKeyConfig key = ApiKeyConfig.parseFrom(records.getFirst().value());
    assertThat(key.getProjectId()).isEqualTo(Environment.PROJECT);
    assertThat(key.getProject()).isPositive();
    assertThat(key.getVersion()).isPositive();
    assertThat(key.getSecretSha256()).matches("[0-9a-f]{64}");
    assertThat(count("app_user")).isEqualTo(1);
    assertThat(count("membership")).isEqualTo(1);
  }

  private long count(String table) {
    return pool.query("SELECT count(*) FROM " + table)
        .execute()
        .await()
        .atMost(Duration.ofSeconds(10))
        .iterator()
        .next()
        .getLong(0);
  }
}
