package io.tallystream.gateway.http.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What query-service answers arrives as it was sent: encoded, conditional, without a body. */
class ReverseProxyTest {
  private static final byte[] BROTLI = {0x0b, 0x02, (byte) 0x80, 'h', 'e', 'l', 'l', 'o', 0x03};
  private static final String ETAG = "W/\"1\"";

  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static HttpServer front;

  @BeforeAll
  static void start() {
    HttpServer origin =
        await(VERTX.createHttpServer().requestHandler(ReverseProxyTest::answer).listen(0));
    var proxy = new ReverseProxy(VERTX, URI.create("http://localhost:" + origin.actualPort()));
    front = await(VERTX.createHttpServer().requestHandler(proxy::handle).listen(0));
  }

  @AfterAll
  static void end() {
    await(VERTX.close());
  }

  private static void answer(HttpServerRequest request) {
    var response =
        request
            .response()
            .putHeader("ETag", ETAG)
            .putHeader("Cache-Control", "public, max-age=31536000, immutable")
            .putHeader("Content-Security-Policy", "default-src 'none'")
            .putHeader("Vary", "Accept-Encoding")
            .putHeader("X-Uri", request.uri());
    if (ETAG.equals(request.getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    response
        .putHeader("Content-Type", "text/html")
        .putHeader("Content-Encoding", "br")
        .headers()
        .add("Set-Cookie", "a=1; HttpOnly")
        .add("Set-Cookie", "b=2");
    if (request.method() == HttpMethod.HEAD) {
      response.putHeader("Content-Length", String.valueOf(BROTLI.length)).end();
    } else {
      response.end(Buffer.buffer(BROTLI));
    }
  }

  @Test
  void encodedBytesAndHeadersAreLeftAlone() throws Exception {
    HttpResponse<byte[]> page = send(request("/p/x/traces/a%2Fb?from=now-7d&q=%20"));

    assertThat(page.body()).isEqualTo(BROTLI);
    assertThat(page.headers().firstValue("Content-Encoding")).hasValue("br");
    assertThat(page.headers().firstValue("Content-Security-Policy")).hasValue("default-src 'none'");
    assertThat(page.headers().firstValue("Cache-Control"))
        .hasValue("public, max-age=31536000, immutable");
    assertThat(page.headers().firstValue("Vary")).hasValue("Accept-Encoding");
    assertThat(page.headers().allValues("Set-Cookie")).containsExactly("a=1; HttpOnly", "b=2");
    assertThat(page.headers().firstValue("X-Uri")).hasValue("/p/x/traces/a%2Fb?from=now-7d&q=%20");
  }

  @Test
  void headHasTheLengthAndNoBody() throws Exception {
    for (int again = 0; again < 3; again++) {
      HttpResponse<byte[]> head = send(request("/").HEAD());

      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(BROTLI.length);
    }
  }

  @Test
  void whatTheBrowserHasIsNotSentAgain() throws Exception {
    for (int again = 0; again < 3; again++) {
      HttpResponse<byte[]> unchanged = send(request("/").header("If-None-Match", ETAG));

      assertThat(unchanged.statusCode()).isEqualTo(304);
      assertThat(unchanged.headers().firstValue("ETag")).hasValue(ETAG);
      assertThat(unchanged.body()).isEmpty();
    }
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + front.actualPort() + path));
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
