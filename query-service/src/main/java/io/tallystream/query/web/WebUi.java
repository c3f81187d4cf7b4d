package io.tallystream.query.web;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/**
 * Answers every GET and HEAD outside of {@code /api} and {@code /q}: a file of the build, else the
 * page to whoever reads HTML, else 404. Before authentication, since a reader whose session has
 * ended must still reach the login.
 */
@ApplicationScoped
class WebUi {
  private static final int BEFORE_AUTHENTICATION = -1000;
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
              + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self';"
              + " frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Vary",
          "Accept-Encoding");

  private final Assets assets = Assets.load();

  void open(@Observes Router router) {
    router
        .route()
        .order(BEFORE_AUTHENTICATION)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::handle);
  }

  private void handle(RoutingContext ctx) {
    String path = ctx.normalizedPath();
    if (within(path, "/api") || within(path, "/q")) {
      ctx.next();
      return;
    }
    Asset asset = assets.at(path);
    boolean page = asset == null && wantsHtml(ctx.request());
    if (page) {
      asset = assets.index();
    }
    ctx.response().headers().addAll(HEADERS);
    if (asset == null) {
      ctx.response().setStatusCode(404).end();
    } else {
      send(ctx.request(), asset);
    }
  }

  private static boolean within(String path, String root) {
    return path.equals(root) || path.startsWith(root + "/");
  }

  /** Browsers name it when they navigate, and never when they load a script or a picture. */
  private static boolean wantsHtml(HttpServerRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("text/html");
  }

  private static void send(HttpServerRequest request, Asset asset) {
    HttpServerResponse response = request.response();
    MultiMap headers = response.headers();
    headers.set("ETag", asset.etag());
    headers.set(
        "Cache-Control", asset.hashed() ? "public, max-age=31536000, immutable" : "no-cache");
    if (asset.etag().equals(request.getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    headers.set("Content-Type", asset.type());
    Buffer body = encoded(request, response, asset);
    if (request.method() == HttpMethod.HEAD) {
      headers.set("Content-Length", String.valueOf(body.length()));
      response.end();
    } else {
      response.end(body);
    }
  }

  private static Buffer encoded(
      HttpServerRequest request, HttpServerResponse response, Asset asset) {
    String accepted = String.valueOf(request.getHeader("Accept-Encoding"));
    if (asset.brotli() != null && accepted.contains("br")) {
      response.putHeader("Content-Encoding", "br");
      return asset.brotli();
    }
    if (asset.gzip() != null && accepted.contains("gzip")) {
      response.putHeader("Content-Encoding", "gzip");
      return asset.gzip();
    }
    return asset.plain();
  }
}
