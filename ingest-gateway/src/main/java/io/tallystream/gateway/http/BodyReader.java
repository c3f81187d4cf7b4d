package io.tallystream.gateway.http;

import io.tallystream.gateway.admission.Lease;
import io.tallystream.gateway.admission.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Collects one body under a limit, a lease and a timeout. Lives on the request's event loop. */
final class BodyReader {
  private final Vertx vertx;
  private final int maxBytes;
  private final Lease lease;
  private final long silenceMillis;
  private final Buffer body = Buffer.buffer();
  private final Promise<byte[]> done = Promise.promise();
  private long timer;

  BodyReader(Vertx vertx, int maxBytes, Lease lease, long silenceMillis) {
    this.vertx = vertx;
    this.maxBytes = maxBytes;
    this.lease = lease;
    this.silenceMillis = silenceMillis;
  }

  Future<byte[]> read(HttpServerRequest request) {
    if (request.isEnded()) {
      return Future.succeededFuture(new byte[0]);
    }
    request.handler(this::add);
    request.exceptionHandler(e -> fail(incomplete()));
    request.endHandler(end -> done.tryComplete(body.getBytes()));
    armTimer();
    request.resume();
    return done.future().onComplete(any -> vertx.cancelTimer(timer));
  }

  private void add(Buffer chunk) {
    if (done.future().isComplete()) {
      return;
    }
    vertx.cancelTimer(timer);
    if (body.length() + chunk.length() > maxBytes) {
      fail(TooLarge.refusal(maxBytes, "as sent"));
    } else if (!lease.ensure((long) body.length() + chunk.length())) {
      fail(Overload.refusal());
    } else {
      body.appendBuffer(chunk);
      armTimer();
    }
  }

  private void armTimer() {
    timer = vertx.setTimer(silenceMillis, late -> fail(incomplete()));
  }

  private void fail(Refusal refusal) {
    done.tryFail(refusal);
  }

  private static Refusal incomplete() {
    return new Refusal(Reason.BODY_INCOMPLETE, "The body ended or paused before it was complete");
  }
}
