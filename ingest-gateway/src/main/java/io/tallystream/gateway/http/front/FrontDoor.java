package io.tallystream.gateway.http.front;

import io.tallystream.gateway.GatewayConfig;
import io.tallystream.gateway.http.HttpIntake;
import io.tallystream.gateway.http.Json;
import io.tallystream.gateway.http.Protocol;
import io.tallystream.gateway.http.batch.BatchProtocol;
import io.tallystream.gateway.http.batch.ScoreProtocol;
import io.tallystream.gateway.http.otlp.OtlpProtocol;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/** Which path is served by whom. Quarkus' own routes ({@code /q/..}) come before ours. */
@ApplicationScoped
class FrontDoor {
  static final String BATCH = "/api/public/ingestion";
  static final String SCORES = "/api/public/scores";
  static final String OTLP = "/api/public/otel/v1/";

  /** After every other route, also those of Quarkus. */
  private static final int LAST = Integer.MAX_VALUE;

  private final HttpIntake intake;
  private final BatchProtocol batch;
  private final ScoreProtocol score;
  private final OtlpProtocol otlp;
  private final ReverseProxy proxy;

  FrontDoor(HttpIntake intake, GatewayConfig config, Vertx vertx) {
    this.intake = intake;
    batch = new BatchProtocol(config.batchBodyBytes());
    score = new ScoreProtocol(config.batchBodyBytes());
    otlp = new OtlpProtocol(config.otlpBodyBytes());
    proxy = new ReverseProxy(vertx, config.queryUrl());
  }

  void open(@Observes Router router) {
    ingestion(router, BATCH, batch);
    scores(router);
    otlp(router, OTLP);
    otlp(router, "/v1/");
    router.route().order(LAST).handler(ctx -> proxy.handle(ctx.request()));
  }

  /** The routes of the OTLP port. */
  void otlp(Router router, String prefix) {
    ingestion(router, prefix + "traces", otlp);
    router.post(prefix + "metrics").handler(FrontDoor::ignore);
  }

  private void ingestion(Router router, String path, Protocol protocol) {
    router.route(path).handler(Cors::handle);
    router.post(path).handler(ctx -> intake.handle(ctx.request(), protocol));
    router.route(path).handler(FrontDoor::wrongMethod);
  }

  /** Written here, read in query-service. Browsers may write also while that is away. */
  private void scores(Router router) {
    router.options(SCORES).handler(Cors::handle);
    router.post(SCORES).handler(Cors::handle);
    router.post(SCORES).handler(ctx -> intake.handle(ctx.request(), score));
  }

  /** Exporters send metrics along; refusing them would fill their logs. */
  private static void ignore(RoutingContext ctx) {
    ctx.request().handler(Buffer::length).resume();
    json(ctx, 200, Map.of("message", "OK"));
  }

  private static void wrongMethod(RoutingContext ctx) {
    ctx.response().putHeader("Allow", HttpMethod.POST + ", " + HttpMethod.OPTIONS);
    json(ctx, 405, Map.of("message", "Method not allowed", "error", "MethodNotAllowedError"));
  }

  private static void json(RoutingContext ctx, int status, Map<String, String> body) {
    ctx.response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(Buffer.buffer(Json.bytes(body)));
  }
}
