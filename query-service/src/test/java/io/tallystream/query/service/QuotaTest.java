package io.tallystream.query.service;

import static io.restassured.RestAssured.given;
import static io.tallystream.query.service.Clients.sdk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.ProjectConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quotas as the operator sets them, and what is on the topic when that is answered. */
@QuarkusTest
@QuarkusTestResource(Environment.class)
class QuotaTest {
  private static final String QUOTA = "/api/admin/projects/" + Environment.PROJECT + "/quota";

  @BeforeEach
  void ready() throws Exception {
    Clients.awaitReady();
  }

  @Test
  void aQuotaIsOnTheTopicWhenItIsAnsweredAndReadsBackTheSame() throws Exception {
    String set =
        operator()
            .body("{\"softEventsPerSecond\":100,\"hardBytesPerSecond\":0}")
            .put(QUOTA)
            .then()
            .statusCode(200)
            .body("softEventsPerSecond", equalTo(100))
            .body("hardEventsPerSecond", nullValue())
            .extract()
            .asString();

    assertThat(operator().get(QUOTA).asString()).isEqualTo(set);
    ProjectConfig config = published();
    assertThat(config.getProject()).isPositive();
    assertThat(config.getVersion()).isPositive();
    assertThat(config.getQuota().getSoftEvents()).isEqualTo(100);
    assertThat(config.getQuota().hasHardBytes()).isTrue();
    assertThat(config.getQuota().hasHardEvents()).isFalse();

    operator().delete(QUOTA).then().statusCode(200).body("softEventsPerSecond", nullValue());
    assertThat(published().getQuota().hasSoftEvents()).isFalse();
    operator().get(QUOTA).then().body("softEventsPerSecond", nullValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'softEventsPerSecond':-1}                          | [softEventsPerSecond]",
        "{'hardBytesPerSecond':1.5}                          | [hardBytesPerSecond]",
        "{'hardBytesPerSecond':'1'}                          | [hardBytesPerSecond]",
        "{'hardBytesPerSecond':1e30}                         | [hardBytesPerSecond]",
        "{'softEventsPerSecond':9,'hardEventsPerSecond':8}   | [softEventsPerSecond]",
        "{'softBytesPerSecond':0,'hardBytesPerSecond':8}     | [softBytesPerSecond]",
        "{'softEventsPerSeconds':1}                          | [softEventsPerSeconds]",
        "[]                                                  | []"
      })
  void whatIsWrongIsNamed(String body, String path) {
    var answer = operator().body(body.replace('\'', '"')).put(QUOTA);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
    assertThat(answer.jsonPath().getList("error.path").stream().map(String::valueOf))
        .as(answer.asString())
        .contains(path);
    answer.then().body("error.message", hasItem(org.hamcrest.Matchers.not("")));
  }

  @Test
  void onlyTheOperatorMayAndOnlyOfAProjectThatIsThere() {
    sdk().body("{}").put(QUOTA).then().statusCode(403);
    Clients.page().body("{}").put(QUOTA).then().statusCode(403);
    given().get(QUOTA).then().statusCode(401);
    given().header("Authorization", "Bearer no").get(QUOTA).then().statusCode(401);
    operator().get("/api/admin/projects/none/quota").then().statusCode(404);
    operator().get("/api/public/traces").then().statusCode(400);
  }

  private static RequestSpecification operator() {
    return given()
        .header("Authorization", "Bearer " + Environment.ADMIN_KEY)
        .contentType("application/json");
  }

  private static ProjectConfig published() throws Exception {
    return ProjectConfig.parseFrom(
        Topic.records(Topics.PROJECTS, Environment.PROJECT).getLast().value());
  }
}
