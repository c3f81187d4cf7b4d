package io.tallystream.gateway.http;

import io.tallystream.gateway.GatewayConfig;
import io.tallystream.gateway.admission.Lease;
import io.tallystream.gateway.auth.Principal;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Takes one HTTP request through {@link Intake}. */
@ApplicationScoped
public class HttpIntake {
  /** What a request of unknown length is taken to be until more has come. */
  private static final long UNKNOWN_LENGTH = 64 * 1024;

  private final Vertx vertx;
  private final Intake intake;
  private final long silenceMillis;

  HttpIntake(Vertx vertx, Intake intake, GatewayConfig config) {
    this.vertx = vertx;
    this.intake = intake;
    this.silenceMillis = config.bodyTimeout().toMillis();
  }

  /** Answers the request, whatever happens. */
  public void handle(HttpServerRequest request, Protocol protocol) {
    request.pause();
    String contentType = lower(request.headers(), "Content-Type");
    checked(request, protocol)
        .compose(ok -> intake.authenticate(request.getHeader("Authorization"), protocol))
        .compose(principal -> take(request, protocol, principal, contentType))
        .otherwise(failure -> intake.refuse(failure, protocol, contentType))
        .onSuccess(
            answer -> {
              intake.answered(protocol, answer);
              send(request, answer);
            });
  }

  private static Future<Void> checked(HttpServerRequest request, Protocol protocol) {
    try {
      protocol.check(request.headers());
      if (length(request) > protocol.maxBytes()) {
        throw TooLarge.refusal(protocol.maxBytes(), "as sent");
      }
      return Future.succeededFuture();
    } catch (Refusal refusal) {
      return Future.failedFuture(refusal);
    }
  }

  private Future<Answer> take(
      HttpServerRequest request, Protocol protocol, Principal principal, String contentType) {
    long length = length(request);
    long expected = length < 0 ? UNKNOWN_LENGTH : length;
    return intake
        .admit(principal, expected)
        .compose(lease -> read(request, protocol, principal, contentType, expected, lease));
  }

  private Future<Answer> read(
      HttpServerRequest request,
      Protocol protocol,
      Principal principal,
      String contentType,
      long expected,
      Lease lease) {
    String encoding = lower(request.headers(), "Content-Encoding");
    return new BodyReader(vertx, protocol.maxBytes(), lease, silenceMillis)
        .read(request, Math.toIntExact(expected))
        .onFailure(e -> lease.close())
        .map(
            body ->
                new Unread(
                    body,
                    encoding,
                    contentType,
                    Lanes.header(request.headers()),
                    principal,
                    Receipts.now(request.headers())))
        .compose(unread -> intake.write(unread, protocol, lease));
  }

  /** The rest of a refused body is read and dropped, so that the client gets to see the answer. */
  private static void send(HttpServerRequest request, Answer answer) {
    if (!request.isEnded()) {
      request.handler(Buffer::length).endHandler(end -> {}).exceptionHandler(e -> {});
      request.resume();
    }
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    answer.headers().forEach(response::putHeader);
    response
        .setStatusCode(answer.status())
        .putHeader("Content-Type", answer.contentType())
        .end(Buffer.buffer(answer.body()));
  }

  private static long length(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    if (length == null) {
      return -1;
    }
    try {
      return Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static String lower(MultiMap headers, String name) {
    String value = headers.get(name);
    return value == null ? "" : value.toLowerCase(Locale.ROOT);
  }
}
