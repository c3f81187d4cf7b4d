package io.tallystream.gateway.http.otlp;

import io.tallystream.gateway.admission.Lease;
import io.tallystream.gateway.auth.Principal;
import io.tallystream.gateway.http.Answer;
import io.tallystream.gateway.http.Intake;
import io.tallystream.gateway.http.Lanes;
import io.tallystream.gateway.http.Receipts;
import io.tallystream.gateway.http.Unread;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcMessage;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerRequest;

/**
 * OTLP/gRPC: {@code TraceService/Export}, on raw messages so that spans are sliced here as over
 * HTTP. Overload is UNAVAILABLE, which every exporter sends again.
 */
public final class OtlpGrpc implements Handler<GrpcServerRequest<Buffer, Buffer>> {
  private static final String EXPORT = "opentelemetry.proto.collector.trace.v1.TraceService/Export";

  private final Intake intake;
  private final OtlpProtocol protocol;

  public OtlpGrpc(Intake intake, OtlpProtocol protocol) {
    this.intake = intake;
    this.protocol = protocol;
  }

  @Override
  public void handle(GrpcServerRequest<Buffer, Buffer> request) {
    if (!EXPORT.equals(request.fullMethodName())) {
      request.response().status(GrpcStatus.UNIMPLEMENTED).end();
      return;
    }
    request.messageHandler(message -> export(request, message));
  }

  private void export(GrpcServerRequest<Buffer, Buffer> request, GrpcMessage message) {
    intake
        .authenticate(request.headers().get("authorization"), protocol)
        .compose(principal -> take(request, message, principal))
        .otherwise(failure -> intake.refuse(failure, protocol, "application/x-protobuf"))
        .onSuccess(answer -> answer(request, answer));
  }

  private Future<Answer> take(
      GrpcServerRequest<Buffer, Buffer> request, GrpcMessage message, Principal principal) {
    byte[] body = message.payload().getBytes();
    var unread =
        new Unread(
            body,
            message.encoding(),
            "application/x-protobuf",
            Lanes.header(request.headers()),
            principal,
            Receipts.now(request.headers()));
    Future<Lease> lease = intake.admit(principal, body.length);
    return lease.compose(held -> intake.write(unread, protocol, held));
  }

  private void answer(GrpcServerRequest<Buffer, Buffer> request, Answer answer) {
    intake.answered(protocol, answer);
    if (answer.status() == 200) {
      request.response().end(Buffer.buffer(answer.body()));
    } else {
      request
          .response()
          .status(status(answer.status()))
          .statusMessage(Buffer.buffer(answer.body()).toString())
          .end();
    }
  }

  private static GrpcStatus status(int http) {
    return switch (http) {
      case 401 -> GrpcStatus.UNAUTHENTICATED;
      case 403 -> GrpcStatus.PERMISSION_DENIED;
      case 503 -> GrpcStatus.UNAVAILABLE;
      case 500 -> GrpcStatus.INTERNAL;
      default -> GrpcStatus.INVALID_ARGUMENT;
    };
  }
}
