package io.tallystream.bench.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Whoever runs the installation, by its admin API. */
public final class Operator {
  private final String url;
  private final String adminKey;

  public Operator(String url, String adminKey) {
    this.url = url;
    this.adminKey = adminKey;
  }

  /** Replaces a project's quota; gateways have it soon after. */
  public void setQuota(String projectId, Map<String, ? extends Number> perSecond)
      throws IOException, InterruptedException {
    send(
        request(projectId)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(Api.JSON.writeValueAsString(perSecond))));
  }

  public void reset(String projectId) throws IOException, InterruptedException {
    send(request(projectId).DELETE());
  }

  private HttpRequest.Builder request(String projectId) {
    return HttpRequest.newBuilder(URI.create(url + "/api/admin/projects/" + projectId + "/quota"))
        .header("Authorization", "Bearer " + adminKey);
  }

  private static void send(HttpRequest.Builder request) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            "the quota was refused: " + answer.statusCode() + " " + answer.body());
      }
    }
  }
}
