package io.tallystream.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystream.event.Routing;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.ApiKeyConfig;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.event.v1.ProjectConfig;
import io.tallystream.event.v1.Quota;
import io.tallystream.gateway.http.front.OtlpPorts;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway as its clients meet it, with a real broker behind. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class GatewayTest {
  private static final AtomicInteger PROJECTS = new AtomicInteger(41_000);
  private static final String SECRET = "sk-lf-test";
  private static final String BATCH = "api/public/ingestion";
  private static final String SCORE = "api/public/scores";
  private static final String OTLP = "api/public/otel/v1/traces";
  private static final String TRACE =
      """
      {"id":"e1","type":"trace-create","timestamp":"2026-01-01T00:00:00.000Z","body":{"id":"t1","name":"n","metadata":{"big":12345678901234567890123}}}""";
  private static final String SPANS =
      """
      {"resourceSpans":[{"resource":{},"scopeSpans":[{"spans":[
        {"traceId":"0AF7651916CD43DD8448EB211C80319C","spanId":"b7ad6b7169203331","name":"s","kind":"SPAN_KIND_CLIENT",
         "startTimeUnixNano":"1700000000000000000","endTimeUnixNano":1700000000000000001}]}]}]}""";

  private static final byte[] ONE_SPAN = oneSpan();
  private static final int MANY = 200;

  @TestHTTPResource URI root;
  @Inject OtlpPorts ports;
  @Inject Vertx vertx;

  private final HttpClient http = HttpClient.newHttpClient();
  private int project;
  private String publicKey;

  @BeforeEach
  void aProjectOfItsOwn() throws Exception {
    project = PROJECTS.incrementAndGet();
    publicKey = "pk-lf-" + project;
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(SECRET.getBytes(UTF_8));
    Log.publish(
        ApiKeyConfig.newBuilder()
            .setPublicKey(publicKey)
            .setSecretSha256(HexFormat.of().formatHex(hash))
            .setProject(project)
            .setProjectId("p" + project)
            .build());
  }

  @Test
  void aKeyIsGoodAsSoonAsItIsPublishedAndAnEventIsInTheLogWhenItIsAnswered() throws Exception {
    var answer = batch(TRACE);

    assertThat(answer.statusCode()).isEqualTo(207);
    assertThat(answer.body()).contains("\"successes\":[{\"id\":\"e1\",\"status\":201}]");
    ConsumerRecord<byte[], byte[]> record = Log.records(Topics.EVENTS, project).getFirst();
    EventBatch stored = EventBatch.parseFrom(record.value());
    assertThat(stored.getBatchEvents(0).toStringUtf8()).isEqualTo(TRACE);
    assertThat(stored.getTraceId()).isEqualTo("t1");
    assertThat(record.key()).isEqualTo(Routing.key(project, Routing.hash("t1")));
    assertThat(record.partition()).isEqualTo(Routing.partition(project, "t1", Topics.partitions()));
  }

  @Test
  void theGoodEventsOfABatchAreKept() throws Exception {
    var answer =
        batch(
            TRACE
                + """
                ,{"id":"e2","type":"no-such-type","timestamp":"2026-01-01T00:00:00Z","body":{}}
                ,{"id":"e3","type":"span-create","timestamp":"2026-01-01T00:00:00Z","body":{"id":"s","startTime":7}}
                ,17""");

    assertThat(answer.statusCode()).isEqualTo(207);
    assertThat(answer.body())
        .contains(
            "\"id\":\"e1\"", "type: unknown event type", "body.startTime: expected", "unknown");
    assertThat(events()).hasSize(1);
  }

  @Test
  void anUpdateOfAnUnknownTraceGoesWhereItIsLookedUp() throws Exception {
    String update = observation("e1", "generation-update", "g", null);
    var answer = batch(update + "," + observation("e2", "span-update", "s", "t"));

    assertThat(answer.body()).contains("{\"id\":\"e1\",\"status\":201}");
    assertThat(events()).extracting(EventBatch::getTraceId).containsExactly("t");
    var record = Log.records(Topics.EVENTS_UNROUTED, project).getFirst();
    EventBatch stored = EventBatch.parseFrom(record.value());
    assertThat(stored.getTraceId()).isEmpty();
    assertThat(stored.getBatchEvents(0).toStringUtf8()).isEqualTo(update);
    assertThat(record.key()).isEqualTo(Routing.key(project, Routing.hash("g")));
    assertThat(record.partition()).isEqualTo(Routing.partition(project, "g", Topics.partitions()));
  }

  @Test
  void anEventTakesTheTraceThatAnotherOfItsBatchNames() throws Exception {
    batch(
        String.join(
            ",",
            observation("e1", "span-update", "s", null),
            observation("e2", "span-create", "s", null),
            observation("e3", "span-update", "s", "t"),
            observation("e4", "span-create", "other", null)));

    assertThat(events())
        .extracting(EventBatch::getTraceId, EventBatch::getBatchEventsCount)
        .containsExactlyInAnyOrder(tuple("t", 3), tuple("other", 1));
    assertThat(Log.records(Topics.EVENTS_UNROUTED, project)).isEmpty();
  }

  @Test
  void aCreateWithoutATraceHasOneOfItsOwnAndItsUpdateToo() throws Exception {
    batch(
        observation("e1", "span-update", "s", null)
            + ","
            + observation("e2", "span-create", "s", null));

    assertThat(events())
        .extracting(EventBatch::getTraceId, EventBatch::getBatchEventsCount)
        .containsExactly(tuple("s", 2));
  }

  private static String observation(String event, String type, String id, String traceId) {
    return """
        {"id":"%s","type":"%s","timestamp":"2026-01-01T00:00:00Z","body":{"id":"%s","traceId":%s}}"""
        .formatted(event, type, id, traceId == null ? null : '"' + traceId + '"');
  }

  @Test
  void scoresGoToTheirOwnTopicByTheirId() throws Exception {
    batch(
        """
        {"id":"e","type":"score-create","timestamp":"2026-01-01T00:00:00Z","body":{"id":"sc","traceId":"t","name":"q","value":1}}""");

    assertThat(Log.records(Topics.SCORES, project)).hasSize(1);
    assertThat(events()).isEmpty();
  }

  @Test
  void aListOfScoresAsPythonSdk5SendsItKeepsTheGoodOnes() throws Exception {
    String good =
        "{\"id\":\"s-%d\",\"traceId\":\"t\",\"name\":\"q\",\"value\":1,\"timestamp\":\"2026-01-01T00:00:07.123456Z\"}";
    var all = score("[" + good.formatted(1) + "," + good.formatted(2) + "]");
    var some = score("[" + good.formatted(3) + ",{\"traceId\":\"t\",\"value\":1}]");

    assertThat(all.statusCode()).isEqualTo(202);
    assertThat(all.body()).isEqualTo("{\"message\":\"Accepted\"}");
    assertThat(some.statusCode()).isEqualTo(207);
    assertThat(some.body()).contains("\"accepted\":1", "\"rejected\":1", "name");
    var stored = Log.records(Topics.SCORES, project);
    assertThat(stored).hasSize(3);
    assertThat(EventBatch.parseFrom(stored.getFirst().value()).getBatchEvents(0).toStringUtf8())
        .contains("\"timestamp\":\"2026-01-01T00:00:07.123456Z\",\"body\"");
  }

  @Test
  void aScoreOfItsOwnRouteIsTheSameEventAndItsIdIsAnswered() throws Exception {
    var named = score("{\"id\":\"sc-1\",\"traceId\":\"t\",\"name\":\"q\",\"value\":0.10}");
    var unnamed = score("{\"id\":null,\"traceId\":\"t\",\"name\":\"q\",\"value\":\"good\"}");

    assertThat(named.statusCode()).isEqualTo(200);
    assertThat(named.body()).isEqualTo("{\"id\":\"sc-1\"}");
    String made = unnamed.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    var stored = new java.util.ArrayList<EventBatch>();
    for (var record : Log.records(Topics.SCORES, project)) {
      stored.add(EventBatch.parseFrom(record.value()));
    }
    assertThat(stored).extracting(EventBatch::getTraceId).containsExactlyInAnyOrder("sc-1", made);
    assertThat(stored)
        .extracting(batch -> batch.getBatchEvents(0).toStringUtf8())
        .allSatisfy(event -> assertThat(event).contains("\"type\":\"score-create\""))
        .anySatisfy(event -> assertThat(event).contains("\"value\":0.10"))
        .anySatisfy(event -> assertThat(event).endsWith(",\"id\":\"" + made + "\"}}"));
  }

  @Test
  void aScoreThatBreaksARuleIsA400ThatNamesTheField() throws Exception {
    var answer =
        score("{\"traceId\":\"t\",\"name\":\"q\",\"value\":\"high\",\"dataType\":\"NUMERIC\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("Invalid request data", "\"path\":[\"value\"]", "NUMERIC expects a number");
    assertThat(score("{}").body()).contains("\"path\":[\"name\"]");
    assertThat(score("[1]").statusCode()).isEqualTo(400);
    assertThat(score("{\"traceId\":\"t\",\"sessionId\":\"s\",\"name\":\"q\",\"value\":1}").body())
        .contains("\"path\":[\"sessionId\"]", "exactly one of traceId, sessionId and datasetRunId");
    assertThat(
            score("{\"traceId\":\"t\",\"name\":\"q\",\"value\":1,\"source\":\"ANNOTATION\"}")
                .body())
        .contains("\"path\":[\"configId\"]", "required when source is ANNOTATION");
  }

  @Test
  void aScoreCannotSmuggleAnotherEventIn() throws Exception {
    var answer =
        score(
            "{\"traceId\":\"t\",\"name\":\"q\",\"value\":1}},"
                + TRACE.substring(0, TRACE.length() - 1));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(events()).isEmpty();
  }

  @Test
  void aPublicKeyAloneMayPostAScore() throws Exception {
    var request =
        HttpRequest.newBuilder(root.resolve(SCORE))
            .header("Authorization", "Bearer " + publicKey)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"traceId\":\"t\",\"name\":\"q\",\"value\":1}"));
    assertThat(send(request).statusCode()).isEqualTo(200);
    assertThat(send(HttpRequest.newBuilder(root.resolve(SCORE)).GET()).statusCode()).isEqualTo(503);
  }

  @Test
  void aBodyThatIsNotJsonIsA400ThatSaysWhere() throws Exception {
    var answer = post(BATCH, "{\"batch\":[".getBytes(UTF_8), "application/json", "");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Invalid request data", "not valid JSON at byte");
  }

  @Test
  void aNameThatIsTooLongIsRefusedAndSaysSo() throws Exception {
    String name = "k".repeat(100_000);
    String body =
        """
        {"batch":[{"id":"e","type":"span-create","body":{"id":"s","metadata":{"%s":1}}}]}"""
            .formatted(name);
    var answer = post(BATCH, body.getBytes(UTF_8), "application/json", "");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("body: Name length (65536) exceeds the maximum allowed (50000)\"");
  }

  @Test
  void aBodyOf20MegabytesIsA413ThatNamesTheLimit() throws Exception {
    var answer = post(BATCH, new byte[20_000_000], "application/json", "");
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("4500000");
  }

  @Test
  void aBodyThatUnpacksBeyondTheLimitIsA413() throws Exception {
    var answer = post(BATCH, gzip(new byte[20_000_000]), "application/json", "gzip");
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void aBodyThatComesInPiecesOfUnknownNumberIsOneBody() throws Exception {
    byte[] body = ("{\"batch\":[" + TRACE + " ".repeat(100_000) + "]}").getBytes(UTF_8);
    try (Socket client = new Socket(root.getHost(), root.getPort())) {
      OutputStream out = client.getOutputStream();
      out.write(head("Transfer-Encoding: chunked"));
      for (int at = 0; at < body.length; at += 30_000) {
        int length = Math.min(30_000, body.length - at);
        out.write((Integer.toHexString(length) + "\r\n").getBytes(UTF_8));
        out.write(body, at, length);
        out.write("\r\n".getBytes(UTF_8));
        out.flush();
        // Longer in all than any silence may be.
        Thread.sleep(300);
      }
      out.write("0\r\n\r\n".getBytes(UTF_8));
      assertThat(statusLine(client)).contains(" 207 ");
    }
    assertThat(events().getFirst().getBatchEvents(0).toStringUtf8()).isEqualTo(TRACE);
  }

  @Test
  void aBodyThatPausesForTooLongIsA408() throws Exception {
    try (Socket client = new Socket(root.getHost(), root.getPort())) {
      client.getOutputStream().write(head("Content-Length: 1000"));
      client.getOutputStream().write("{\"batch\":[".getBytes(UTF_8));
      assertThat(statusLine(client)).contains(" 408 ");
    }
  }

  private byte[] head(String length) {
    return """
        POST /%s HTTP/1.1\r
        Host: gateway\r
        Content-Type: application/json\r
        Authorization: %s\r
        %s\r
        \r
        """
        .formatted(BATCH, "Basic " + base64(publicKey + ":" + SECRET), length)
        .getBytes(UTF_8);
  }

  private static String statusLine(Socket client) throws IOException {
    client.setSoTimeout(10_000);
    return new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8)).readLine();
  }

  @Test
  void brokenGzipIsA400() throws Exception {
    var answer = post(OTLP, new byte[] {1, 2, 3}, "application/x-protobuf", "gzip");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("not valid gzip");
  }

  @Test
  void textInsteadOfProtobufIsA400() throws Exception {
    var answer = post(OTLP, "hello, world".getBytes(UTF_8), "application/x-protobuf", "");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"error\":");
  }

  @Test
  void aWrongKeyAndNoKeyAre401() throws Exception {
    var request =
        HttpRequest.newBuilder(root.resolve(BATCH)).POST(HttpRequest.BodyPublishers.ofString("{}"));
    assertThat(send(request).statusCode()).isEqualTo(401);
    request.header("Authorization", "Basic " + base64(publicKey + ":wrong"));
    assertThat(send(request).body()).contains("Invalid credentials");
  }

  @Test
  void aPublicKeyAloneWritesScoresOnly() throws Exception {
    var request =
        HttpRequest.newBuilder(root.resolve(BATCH))
            .header("Authorization", "Bearer " + publicKey)
            .POST(HttpRequest.BodyPublishers.ofString("{\"batch\":[" + TRACE + "]}"));
    var answer = send(request);
    assertThat(answer.statusCode()).isEqualTo(207);
    assertThat(answer.body()).contains("\"status\":401", "Access Scope Denied");
    assertThat(events()).isEmpty();
  }

  @Test
  void spansInJsonAndPackedProtobufAreTheSameRecord() throws Exception {
    assertThat(post(OTLP, SPANS.getBytes(UTF_8), "application/json", "").statusCode())
        .isEqualTo(200);
    EventBatch first = events().getFirst();
    var request = ExportTraceServiceRequest.newBuilder();
    request
        .addResourceSpansBuilder()
        .setResource(io.opentelemetry.proto.resource.v1.Resource.getDefaultInstance())
        .addScopeSpansBuilder()
        .addSpans(
            io.opentelemetry.proto.trace.v1.Span.parseFrom(first.getOtlpSpans(0).getSpans(0)));
    var answer = post(OTLP, gzip(request.build().toByteArray()), "application/x-protobuf", "gzip");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(first.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(events())
        .extracting(EventBatch::getOtlpSpansList)
        .hasSize(2)
        .containsOnly(first.getOtlpSpansList());
  }

  @Test
  void theOtlpPortServesTheUsualPath() throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + ports.httpPort() + "/v1/traces"))
            .header("Authorization", "Basic%20" + base64(publicKey + ":" + SECRET))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(SPANS));
    assertThat(send(request).body()).isEqualTo("{}");
    assertThat(events()).hasSize(1);
  }

  @Test
  void spansOverGrpcAreInTheLogWhenTheyAreAnswered() throws Exception {
    assertThat(export(ONE_SPAN, "Basic " + base64(publicKey + ":" + SECRET))).isEqualTo("0");
    assertThat(events()).extracting(EventBatch::getTraceId).containsExactly("0".repeat(31) + "1");
    assertThat(export(ONE_SPAN, "Basic " + base64(publicKey + ":no"))).isEqualTo("16");
  }

  @Test
  void beyondItsSoftLimitAProjectOverflowsAndAllOfItIsInTheLog() throws Exception {
    limit(Quota.newBuilder().setSoftEvents(1));
    int sent = 0;
    List<ConsumerRecord<byte[], byte[]>> later = List.of();
    for (; later.isEmpty() && sent < MANY; sent++) {
      assertThat(batch(TRACE.replace("t1", "soft-" + sent)).statusCode()).isEqualTo(207);
      later = Log.records(Topics.EVENTS_OVERFLOW, project);
    }

    assertThat(Log.records(Topics.EVENTS, project)).hasSize(sent - 1);
    String trace = EventBatch.parseFrom(later.getFirst().value()).getTraceId();
    assertThat(later.getFirst().key()).isEqualTo(Routing.key(project, Routing.hash(trace)));
    assertThat(later.getFirst().partition())
        .isEqualTo(Routing.partition(project, trace, Topics.partitions()));
  }

  @Test
  void beyondItsHardLimitAProjectIsToldWhatToDoAndWhoeverDoesItIsTaken() throws Exception {
    limit(Quota.newBuilder().setHardEvents(2));
    String eight = String.join(",", Collections.nCopies(8, TRACE));
    var refused = batch(eight);
    for (int i = 0; refused.statusCode() == 207 && i < MANY; i++) {
      refused = batch(eight);
    }
    long begin = System.nanoTime();
    var spans = post(OTLP, SPANS.getBytes(UTF_8), "application/json", "");

    for (var each : List.of(refused, spans)) {
      assertThat(each.statusCode()).as(each.body()).isEqualTo(503);
      assertThat(each.headers().firstValue("Retry-After")).contains("1");
      assertThat(each.body())
          .contains(
              "\"reason\":\"rate_limited\"",
              "\"project\":\"p" + project + "\"",
              "\"limit\":\"hardEventsPerSecond\"",
              "\"perSecond\":2");
    }
    assertThat(export(ONE_SPAN, "Basic " + base64(publicKey + ":" + SECRET)))
        .as("UNAVAILABLE")
        .isEqualTo("14");
    while (batch(TRACE).statusCode() == 503) {
      assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(20));
      Thread.sleep(1_000);
    }
    assertThat(events()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void aBackfillTakesTheOverflowLaneAndAnotherLaneIsA400() throws Exception {
    var request =
        HttpRequest.newBuilder(root.resolve(OTLP))
            .header("Authorization", "Basic " + base64(publicKey + ":" + SECRET))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(SPANS));

    assertThat(send(request.copy().header("x-tally-lane", "Backfill")).statusCode()).isEqualTo(200);
    assertThat(Log.records(Topics.EVENTS_OVERFLOW, project)).hasSize(1);
    assertThat(events()).isEmpty();
    var unknown = send(request.copy().header("x-tally-lane", "fast"));
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("x-tally-lane: expected live or backfill");
  }

  /** Takes effect soon. */
  private void limit(Quota.Builder quota) throws Exception {
    Log.publish(
        ProjectConfig.newBuilder()
            .setProject(project)
            .setProjectId("p" + project)
            .setQuota(quota)
            .build());
  }

  private static byte[] oneSpan() {
    var request = ExportTraceServiceRequest.newBuilder();
    request
        .addResourceSpansBuilder()
        .addScopeSpansBuilder()
        .addSpansBuilder()
        .setTraceId(ByteString.fromHex("0".repeat(31) + "1"))
        .setSpanId(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
    return request.build().toByteArray();
  }

  /** One unary call by hand; returns {@code grpc-status}. */
  private String export(byte[] message, String authorization) throws Exception {
    var options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false);
    return vertx
        .createHttpClient(options)
        .request(
            HttpMethod.POST,
            ports.grpcPort(),
            "localhost",
            "/opentelemetry.proto.collector.trace.v1.TraceService/Export")
        .compose(
            call ->
                call.putHeader("content-type", "application/grpc")
                    .putHeader("authorization", authorization)
                    .send(
                        Buffer.buffer()
                            .appendByte((byte) 0)
                            .appendInt(message.length)
                            .appendBytes(message)))
        .compose(answer -> answer.body().map(body -> grpcStatus(answer)))
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private static String grpcStatus(HttpClientResponse answer) {
    String trailer = answer.getTrailer("grpc-status");
    return trailer != null ? trailer : answer.getHeader("grpc-status");
  }

  @Test
  void otherPathsAreA503WhileQueryServiceIsAway() throws Exception {
    var answer = send(HttpRequest.newBuilder(root.resolve("api/public/traces")).GET());
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("The query service does not answer");
  }

  @Test
  void theGatewayIsReadyAndTellsBrowsersThatTheyMaySend() throws Exception {
    assertThat(send(HttpRequest.newBuilder(root.resolve("q/health/ready")).GET()).statusCode())
        .isEqualTo(200);
    var preflight =
        send(
            HttpRequest.newBuilder(root.resolve(BATCH))
                .header("Origin", "https://app.example")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://app.example");
  }

  private HttpResponse<String> score(String body) throws Exception {
    return post(SCORE, body.getBytes(UTF_8), "application/json", "");
  }

  private HttpResponse<String> batch(String events) throws Exception {
    return post(BATCH, ("{\"batch\":[" + events + "]}").getBytes(UTF_8), "application/json", "");
  }

  private HttpResponse<String> post(String path, byte[] body, String type, String encoding)
      throws Exception {
    var request =
        HttpRequest.newBuilder(root.resolve(path))
            .header("Authorization", "Basic " + base64(publicKey + ":" + SECRET))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    return send(encoding.isEmpty() ? request : request.header("Content-Encoding", encoding));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private List<EventBatch> events() throws Exception {
    var found = new java.util.ArrayList<EventBatch>();
    for (var record : Log.records(Topics.EVENTS, project)) {
      found.add(EventBatch.parseFrom(record.value()));
    }
    return found;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static byte[] gzip(byte[] bytes) throws Exception {
    var out = new ByteArrayOutputStream();
    try (var packed = new GZIPOutputStream(out)) {
      packed.write(bytes);
    }
    return out.toByteArray();
  }
}
