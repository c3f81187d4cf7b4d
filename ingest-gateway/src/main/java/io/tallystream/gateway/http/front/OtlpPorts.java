package io.tallystream.gateway.http.front;

import io.quarkus.runtime.StartupEvent;
import io.tallystream.gateway.GatewayConfig;
import io.tallystream.gateway.http.Intake;
import io.tallystream.gateway.http.otlp.OtlpGrpc;
import io.tallystream.gateway.http.otlp.OtlpProtocol;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The ports that OpenTelemetry exporters use by default: 4318 (HTTP) and 4317 (gRPC). */
@ApplicationScoped
public class OtlpPorts {
  private static final Logger LOG = Logger.getLogger(OtlpPorts.class);
  private static final int OFF = -1;
  private static final int IDLE_SECONDS = 120;

  /** As much as one read of a socket brings. */
  private static final int MAX_CHUNK_BYTES = 64 * 1024;

  private final Vertx vertx;
  private final GatewayConfig config;
  private final FrontDoor door;
  private final Intake intake;
  private int httpPort = OFF;
  private int grpcPort = OFF;

  OtlpPorts(Vertx vertx, GatewayConfig config, FrontDoor door, Intake intake) {
    this.vertx = vertx;
    this.config = config;
    this.door = door;
    this.intake = intake;
  }

  /** The port that OTLP/HTTP listens on; -1 when off. */
  public int httpPort() {
    return httpPort;
  }

  /** The port that OTLP/gRPC listens on; -1 when off. */
  public int grpcPort() {
    return grpcPort;
  }

  void open(@Observes StartupEvent event) throws Exception {
    Router router = Router.router(vertx);
    door.otlp(router, "/v1/");
    door.otlp(router, FrontDoor.OTLP);
    httpPort = listen(config.otlpHttpPort(), router);
    var options = new GrpcServerOptions().setMaxMessageSize(config.otlpBodyBytes());
    var protocol = new OtlpProtocol(config.otlpBodyBytes());
    grpcPort =
        listen(
            config.otlpGrpcPort(),
            GrpcServer.server(vertx, options).callHandler(new OtlpGrpc(intake, protocol)));
    LOG.infof("OTLP on %d (HTTP) and %d (gRPC)", httpPort, grpcPort);
  }

  private int listen(int port, Handler<HttpServerRequest> handler) throws Exception {
    if (port == OFF) {
      return OFF;
    }
    var options =
        new HttpServerOptions()
            .setPort(port)
            .setIdleTimeout(IDLE_SECONDS)
            .setMaxChunkSize(MAX_CHUNK_BYTES);
    Future<HttpServer> server = vertx.createHttpServer(options).requestHandler(handler).listen();
    return server.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS).actualPort();
  }
}
