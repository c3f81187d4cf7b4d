package io.tallystream.query.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Around every public route: pages of any origin may use them (credentials are in a header; the
 * cookie is not sent across origins), and an unknown one is a 404 in JSON.
 */
@ApplicationScoped
class PublicRoutes {
  private static final String PREFIX = "/api/public/";
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
  private static final String HEADERS =
      "Authorization, Content-Type, X-Langfuse-Sdk-Name, X-Langfuse-Sdk-Version,"
          + " X-Langfuse-Sdk-Variant, X-Langfuse-Sdk-Integration, X-Langfuse-Public-Key,"
          + " X-Langfuse-Ingestion-Version";
  private static final int EARLY = 500;

  /** After every other route, pages and their fallback excepted. */
  private static final int LATE = 1_000_000;

  void filter(@Observes Filters filters) {
    filters.register(PublicRoutes::cors, EARLY);
  }

  void unknown(@Observes Router router) {
    router.route("/api/*").order(LATE).handler(PublicRoutes::notFound);
  }

  private static void cors(RoutingContext ctx) {
    String origin = ctx.request().getHeader("Origin");
    boolean isPublic = ctx.request().path().startsWith(PREFIX);
    if (isPublic && origin != null) {
      ctx.response()
          .putHeader("Access-Control-Allow-Origin", origin)
          .putHeader("Access-Control-Expose-Headers", "Retry-After")
          .putHeader("Vary", "Origin");
    }
    if (isPublic && ctx.request().method() == HttpMethod.OPTIONS) {
      preflight(ctx.response());
    } else {
      ctx.next();
    }
  }

  private static void preflight(HttpServerResponse response) {
    response
        .putHeader("Access-Control-Allow-Methods", METHODS)
        .putHeader("Access-Control-Allow-Headers", HEADERS)
        .putHeader("Access-Control-Max-Age", "86400")
        .setStatusCode(204)
        .end();
  }

  private static void notFound(RoutingContext ctx) {
    ErrorBody body = ErrorBody.of(404, Errors.message(404));
    ctx.response()
        .setStatusCode(404)
        .putHeader("Content-Type", "application/json")
        .end(new JsonObject().put("message", body.message()).put("error", body.error()).toBuffer());
  }
}
