package io.tallystream.bench.client;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The public API as a patient client: repeats what was refused for the moment (429, 502, 503, 504,
 * connection lost) until it is accepted, as SDKs do, only longer.
 */
public final class Api implements AutoCloseable {
  public static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final Set<Integer> FOR_THE_MOMENT = Set.of(429, 500, 502, 503, 504);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String OTLP = "/api/public/otel/v1/traces";

  /** SDKs and exporters speak HTTP/1.1, a connection for each sender. */
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String url;
  private final String authorization;
  private final String otlp;
  private final AtomicLong repeats = new AtomicLong();

  public Api(String url, String publicKey, String secretKey) {
    this(url, publicKey, secretKey, OTLP);
  }

  /** Of a plain OTLP/HTTP receiver, which has no other route. */
  public static Api ofCollector(String url) {
    return new Api(url, "", "", "/v1/traces");
  }

  private Api(String url, String publicKey, String secretKey, String otlp) {
    this.otlp = otlp;
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((publicKey + ":" + secretKey).getBytes(StandardCharsets.UTF_8));
  }

  /** How often a request was repeated so far. */
  public long repeats() {
    return repeats.get();
  }

  /** Sends events to the batch route; an error entry for any of them is a failure of the caller. */
  public void ingest(List<byte[]> events) throws InterruptedException {
    HttpResponse<String> answer =
        send(post("/api/public/ingestion", "application/json", batch(events)));
    JsonNode body = parse(answer);
    if (answer.statusCode() != 207 || !body.path("errors").isEmpty()) {
      throw new IllegalStateException(
          "events were refused: " + answer.statusCode() + " " + cut(answer.body()));
    }
  }

  /** One try: what the gateway answered; nothing is repeated. */
  public HttpResponse<String> ingestOnce(List<byte[]> events, Duration timeout)
      throws IOException, InterruptedException {
    HttpRequest request =
        request("/api/public/ingestion")
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(batch(events)))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  /** Sends an OTLP/HTTP export. */
  public void export(byte[] request) throws InterruptedException {
    HttpResponse<String> answer = send(post(otlp, "application/x-protobuf", request));
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          "export was refused: " + answer.statusCode() + " " + cut(answer.body()));
    }
  }

  /** One try: its status. */
  public int exportOnce(byte[] request) throws IOException, InterruptedException {
    return http.send(post(otlp, "application/x-protobuf", request), BodyHandlers.discarding())
        .statusCode();
  }

  /** A figure of the gateway's metrics by its whole name, labels included; 0 when it has none. */
  public double metric(String name) throws InterruptedException {
    return get("/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  public JsonNode post(String path, JsonNode body) throws InterruptedException {
    HttpResponse<String> answer =
        send(post(path, "application/json", body.toString().getBytes(StandardCharsets.UTF_8)));
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          path + " answered " + answer.statusCode() + " " + cut(answer.body()));
    }
    return parse(answer);
  }

  public void delete(String path) throws InterruptedException {
    HttpResponse<String> answer = send(request(path).DELETE().build());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          path + " answered " + answer.statusCode() + " " + cut(answer.body()));
    }
  }

  public HttpResponse<String> get(String path) throws InterruptedException {
    return send(request(path).GET().build());
  }

  public JsonNode getJson(String path) throws InterruptedException {
    return parse(get(path));
  }

  @Override
  public void close() {
    http.close();
  }

  private HttpRequest post(String path, String contentType, byte[] body) {
    return request(path)
        .header("Content-Type", contentType)
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", authorization);
  }

  private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (!FOR_THE_MOMENT.contains(answer.statusCode()) || System.nanoTime() > giveUp) {
          return answer;
        }
      } catch (IOException e) {
        if (System.nanoTime() > giveUp) {
          throw new IllegalStateException(request.uri() + " cannot be reached", e);
        }
      }
      repeats.incrementAndGet();
      Thread.sleep(100);
    }
  }

  private static byte[] batch(List<byte[]> events) {
    var out = new java.io.ByteArrayOutputStream(events.size() * 600);
    out.writeBytes("{\"batch\":[".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < events.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(events.get(i));
    }
    out.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static JsonNode parse(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(
          "not JSON: " + answer.statusCode() + " " + cut(answer.body()), e);
    }
  }

  private static String cut(String text) {
    return text.length() > 500 ? text.substring(0, 500) + "..." : text;
  }
}
