package io.tallystream.contract;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** The first user, logged in as the pages do it. */
record Owner(String url, String session) {
  static Owner of(RunningSystem system) {
    String session =
        given()
            .contentType("application/json")
            .body(Map.of("email", RunningSystem.EMAIL, "password", RunningSystem.PASSWORD))
            .post(system.url() + "/api/auth/login")
            .then()
            .statusCode(200)
            .extract()
            .cookie("tally_session");
    return new Owner(system.url(), session);
  }

  /** Days after which what is in a project goes. */
  void keepFor(String projectId, int days) {
    request()
        .body("{\"retention\":%d}".formatted(days))
        .put(url + "/api/public/projects/" + projectId)
        .then()
        .statusCode(200);
  }

  void closeProject(String projectId) {
    request().delete(url + "/api/public/projects/" + projectId).then().statusCode(202);
  }

  private RequestSpecification request() {
    return given()
        .cookie("tally_session", session)
        .header("Sec-Fetch-Site", "same-origin")
        .contentType("application/json");
  }
}
