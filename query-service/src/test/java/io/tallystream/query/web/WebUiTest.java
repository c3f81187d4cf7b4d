package io.tallystream.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebUiTest {
  private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"");

  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static HttpServer server;

  @BeforeAll
  static void serve() {
    Router router = Router.router(VERTX);
    router.route().handler(ctx -> ctx.response().setStatusCode(404).end("not a page"));
    new WebUi().open(router);
    server = await(VERTX.createHttpServer().requestHandler(router).listen(0));
  }

  @AfterAll
  static void end() {
    await(VERTX.close());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/login", "/p/x/traces/a%2Fb?from=now-7d", "/project/x/traces/y"})
  void addressesOfPagesAnswerThePage(String path) throws Exception {
    HttpResponse<String> page = get(path, "Accept", HTML);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<div id=\"root\">");
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self';")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void whatTheNamesHashIsKeptForAYearAndCompressed() throws Exception {
    HttpResponse<String> script = get(script(), "Accept-Encoding", "gzip, br");

    assertThat(script.headers().firstValue("Content-Type").orElseThrow()).contains("javascript");
    assertThat(script.headers().firstValue("Cache-Control"))
        .hasValue("public, max-age=31536000, immutable");
    assertThat(script.headers().firstValue("Content-Encoding")).hasValue("br");
    assertThat(get(script(), "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
        .hasValue("gzip");
    assertThat(get(script(), "Accept", "*/*").headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void anUnchangedPageIsNotSentAgain() throws Exception {
    String etag = get("/", "Accept", HTML).headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again =
        send(request("/").header("Accept", HTML).header("If-None-Match", etag));

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void headSaysTheLengthOfGet() throws Exception {
    HttpResponse<String> head = send(request("/").header("Accept", HTML).HEAD());

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValueAsLong("Content-Length"))
        .hasValue(get("/", "Accept", HTML).body().length());
  }

  @Test
  void aMissingFileIsNotThePage() throws Exception {
    assertThat(get("/assets/gone-12345678.js", "Accept", "*/*").statusCode()).isEqualTo(404);
    assertThat(get("/../../application.properties", "Accept", "*/*").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/public/nothing", "/api", "/q/health", "//api/public/nothing"})
  void theApiKeepsItsPaths(String path) throws Exception {
    assertThat(get(path, "Accept", HTML).body()).isEqualTo("not a page");
  }

  @Test
  void otherMethodsAreNotOurs() throws Exception {
    HttpResponse<String> post =
        send(request("/").POST(HttpRequest.BodyPublishers.ofString("x")).header("Accept", HTML));

    assertThat(post.body()).isEqualTo("not a page");
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private static String script() throws Exception {
    Matcher script = SCRIPT.matcher(get("/", "Accept", HTML).body());
    assertThat(script.find()).isTrue();
    return script.group(1);
  }

  private static HttpResponse<String> get(String path, String header, String value)
      throws Exception {
    return send(request(path).header(header, value));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + server.actualPort() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
