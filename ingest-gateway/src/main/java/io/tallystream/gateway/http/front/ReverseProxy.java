package io.tallystream.gateway.http.front;

import io.tallystream.gateway.http.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import java.net.URI;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Passes everything that is not ingestion on to query-service: bodies streamed, paths as they were
 * encoded, web sockets and event streams included.
 */
final class ReverseProxy {
  private static final Logger LOG = Logger.getLogger(ReverseProxy.class);
  private static final int POOL = 256;

  private final HttpProxy proxy;

  ReverseProxy(Vertx vertx, URI target) {
    var options =
        new HttpClientOptions().setMaxPoolSize(POOL).setKeepAlive(true).setConnectTimeout(2_000);
    proxy =
        HttpProxy.reverseProxy(
                new ProxyOptions().setSupportWebSocket(true), vertx.createHttpClient(options))
            .origin(target.getPort() < 0 ? 80 : target.getPort(), target.getHost())
            .addInterceptor(new Forwarding());
  }

  void handle(HttpServerRequest request) {
    proxy.handle(request);
  }

  /** Says where the request came from, and answers when query-service does not. */
  private static final class Forwarding implements ProxyInterceptor {
    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      HttpServerRequest from = context.request().proxiedRequest();
      String host = from.getHeader("X-Forwarded-Host");
      String proto = from.getHeader("X-Forwarded-Proto");
      String peers = from.getHeader("X-Forwarded-For");
      String peer = from.remoteAddress().hostAddress();
      context
          .request()
          .putHeader("X-Forwarded-Host", host != null ? host : from.getHeader("Host"))
          .putHeader("X-Forwarded-Proto", proto != null ? proto : from.scheme())
          .putHeader("X-Forwarded-For", peers != null ? peers + ", " + peer : peer);
      return context
          .sendRequest()
          .recover(failure -> Future.succeededFuture(away(context, failure)));
    }

    private static ProxyResponse away(ProxyContext context, Throwable failure) {
      LOG.warnf("query-service does not answer: %s", failure.toString());
      byte[] body =
          Json.bytes(
              Map.of(
                  "message",
                  "The query service does not answer. Ingestion is not affected; try again soon.",
                  "error",
                  "ServiceUnavailableError"));
      ProxyResponse response = context.request().release().response();
      response.setStatusCode(503);
      response.putHeader("Retry-After", "1").putHeader("Content-Type", "application/json");
      return response.setBody(Body.body(Buffer.buffer(body)));
    }
  }
}
