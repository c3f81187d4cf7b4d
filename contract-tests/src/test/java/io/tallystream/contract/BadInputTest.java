package io.tallystream.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.bench.client.Api;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A clear error each, and nothing else is lost with it. */
@ExtendWith(RunningSystem.class)
class BadInputTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void theGoodEventsOfABatchAreKept(RunningSystem system) throws Exception {
    String good = UUID.randomUUID().toString();
    String batch =
        """
        {"batch":[
          {"id":"e1","type":"trace-create","timestamp":"2026-05-05T05:05:05.000Z","body":{"id":"%s","name":"kept"}},
          {"id":"e2","type":"teleport-create","timestamp":"2026-05-05T05:05:05.000Z","body":{"id":"x"}},
          {"id":"e3","type":"span-create","timestamp":"2026-05-05T05:05:05.000Z","body":{"id":"y","startTime":17}},
          {"id":"e4","type":"span-create","timestamp":"yesterday","body":{"id":"z"}}]}"""
            .formatted(good);
    HttpResponse<String> answer =
        post(
            system,
            "/api/public/ingestion",
            "application/json",
            batch.getBytes(StandardCharsets.UTF_8),
            true);

    assertThat(answer.statusCode()).isEqualTo(207);
    JsonNode body = Api.JSON.readTree(answer.body());
    assertThat(body.get("successes").toString()).isEqualTo("[{\"id\":\"e1\",\"status\":201}]");
    assertThat(body.get("errors").findValuesAsText("id"))
        .containsExactlyInAnyOrder("e2", "e3", "e4");
    assertThat(body.get("errors")).allMatch(e -> e.get("status").intValue() == 400);
    assertThat(body.get("errors").toString())
        .contains("teleport-create")
        .contains("startTime")
        .contains("timestamp");
    try (Api api = system.api()) {
      assertThat(Eventually.json(api, "/api/public/traces/" + good).get("name").textValue())
          .isEqualTo("kept");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/public/ingestion,       application/json,       '{\"batch\":[',    400",
    "/api/public/ingestion,       application/json,       '{\"batch\":7}',   400",
    "/api/public/ingestion,       application/json,       '[]',              400",
    "/api/public/otel/v1/traces,  application/x-protobuf, 'hello, protobuf', 400",
    "/api/public/otel/v1/traces,  application/json,       '{\"resourceSpans\":{}}', 400",
    "/api/public/otel/v1/traces,  text/plain,             'hello',           400"
  })
  void aBodyThatMeansNothingIsNamed(
      String path, String type, String body, int status, RunningSystem system) throws Exception {
    HttpResponse<String> answer =
        post(system, path, type, body.getBytes(StandardCharsets.UTF_8), true);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(Api.JSON.readTree(answer.body()).properties()).isNotEmpty();
  }

  @Test
  void brokenGzipIsRefused(RunningSystem system) throws Exception {
    HttpRequest request =
        request(system, "/api/public/otel/v1/traces", "application/x-protobuf", true)
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3}))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Api.JSON.readTree(answer.body()).has("error")).isTrue();
  }

  @Test
  void twentyMegabytesAreTooMuchForTheBatchRoute(RunningSystem system) throws Exception {
    byte[] large = new byte[20 << 20];
    java.util.Arrays.fill(large, (byte) ' ');
    HttpResponse<String> answer =
        post(system, "/api/public/ingestion", "application/json", large, true);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(Api.JSON.readTree(answer.body()).get("message").textValue()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/public/ingestion, application/json",
    "/api/public/otel/v1/traces, application/x-protobuf"
  })
  void aWrongKeyAndNoKeyAreRefused(String path, String type, RunningSystem system)
      throws Exception {
    assertThat(post(system, path, type, new byte[0], false).statusCode()).isEqualTo(401);
    HttpRequest wrong =
        HttpRequest.newBuilder(URI.create(system.url() + path))
            .header("Content-Type", type)
            .header("Authorization", basic("pk-lf-1234567890", "sk-lf-wrong"))
            .POST(BodyPublishers.ofByteArray(new byte[0]))
            .build();
    HttpResponse<String> answer = http.send(wrong, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Api.JSON.readTree(answer.body()).get("message").textValue()).isNotBlank();
  }

  private HttpResponse<String> post(
      RunningSystem system, String path, String type, byte[] body, boolean withKey)
      throws Exception {
    return http.send(
        request(system, path, type, withKey).POST(BodyPublishers.ofByteArray(body)).build(),
        BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(
      RunningSystem system, String path, String type, boolean withKey) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(system.url() + path)).header("Content-Type", type);
    return withKey
        ? request.header("Authorization", basic("pk-lf-1234567890", "sk-lf-1234567890"))
        : request;
  }

  private static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
