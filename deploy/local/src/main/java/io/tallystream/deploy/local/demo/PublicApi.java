package io.tallystream.deploy.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** The two public ways in, as an SDK and as an OpenTelemetry exporter use them. */
public final class PublicApi {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final String authorization;

  public PublicApi(String url, String publicKey, String secretKey) {
    this.url = url;
    byte[] login = (publicKey + ":" + secretKey).getBytes(StandardCharsets.UTF_8);
    authorization = "Basic " + Base64.getEncoder().encodeToString(login);
  }

  /**
   * @throws IOException when not every event was accepted
   */
  void batch(String json) throws IOException, InterruptedException {
    post("/api/public/ingestion", json);
  }

  void otlp(String json) throws IOException, InterruptedException {
    post("/api/public/otel/v1/traces", json);
  }

  private void post(String path, String json) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(TIMEOUT)
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    var response = client.send(request, HttpResponse.BodyHandlers.ofString());
    boolean someFailed = response.statusCode() == 207 && !response.body().contains("\"errors\":[]");
    if (response.statusCode() >= 300 || someFailed) {
      throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
    }
  }
}
