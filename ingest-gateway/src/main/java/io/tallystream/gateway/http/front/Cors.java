package io.tallystream.gateway.http.front;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** Browsers may write scores from any origin: keys are in a header, cookies mean nothing here. */
final class Cors {
  private static final String HEADERS =
      "Authorization, Content-Type, Content-Encoding, X-Langfuse-Sdk-Name,"
          + " X-Langfuse-Sdk-Version, X-Langfuse-Sdk-Variant, X-Langfuse-Sdk-Integration,"
          + " X-Langfuse-Public-Key, X-Langfuse-Ingestion-Version, X-Tally-Lane";

  private Cors() {}

  static void handle(RoutingContext ctx) {
    String origin = ctx.request().getHeader("Origin");
    if (origin != null) {
      ctx.response()
          .putHeader("Access-Control-Allow-Origin", origin)
          .putHeader("Access-Control-Expose-Headers", "Retry-After")
          .putHeader("Vary", "Origin");
    }
    if (ctx.request().method() == HttpMethod.OPTIONS) {
      ctx.response()
          .putHeader("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
          .putHeader("Access-Control-Allow-Headers", HEADERS)
          .putHeader("Access-Control-Max-Age", "86400")
          .setStatusCode(204)
          .end();
    } else {
      ctx.next();
    }
  }
}
