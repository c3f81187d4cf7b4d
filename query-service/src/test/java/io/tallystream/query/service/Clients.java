package io.tallystream.query.service;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.time.Duration;

/** Requests of an SDK and of the web interface. */
final class Clients {
  private Clients() {}

  static RequestSpecification sdk() {
    return given()
        .auth()
        .preemptive()
        .basic(Environment.PUBLIC_KEY, Environment.SECRET_KEY)
        .contentType("application/json");
  }

  /** A page of ours, logged in. */
  static RequestSpecification page() {
    return given()
        .cookie("tally_session", session())
        .header("X-Tally-Project", Environment.PROJECT)
        .header("Sec-Fetch-Site", "same-origin")
        .contentType("application/json");
  }

  static String session() {
    return given()
        .contentType("application/json")
        .body("{\"email\":\"admin@example.org\",\"password\":\"" + Environment.PASSWORD + "\"}")
        .post("/api/auth/login")
        .then()
        .statusCode(200)
        .extract()
        .cookie("tally_session");
  }

  static void awaitReady() throws InterruptedException {
    long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    String last = "";
    while (System.nanoTime() < giveUp) {
      var answer = given().get("/q/health/ready");
      if (answer.statusCode() == 200) {
        return;
      }
      last = answer.asString();
      Thread.sleep(50);
    }
    throw new AssertionError("not ready: " + last);
  }
}
