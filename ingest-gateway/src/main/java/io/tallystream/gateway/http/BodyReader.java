package io.tallystream.gateway.http;

import io.tallystream.gateway.admission.Lease;
import io.tallystream.gateway.admission.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Collects one body under a limit, a lease and a timeout. Lives on the request's event loop. */
final class BodyReader {
  private final Vertx vertx;
  private final int maxBytes;
  private final Lease lease;
  private final long silenceMillis;
  private final Promise<byte[]> done = Promise.promise();
  private byte[] body = {};
  private int length;
  private long lastChunk;
  private long timer;

  BodyReader(Vertx vertx, int maxBytes, Lease lease, long silenceMillis) {
    this.vertx = vertx;
    this.maxBytes = maxBytes;
    this.lease = lease;
    this.silenceMillis = silenceMillis;
  }

  /**
   * @param expected bytes, as held by the lease; there may be fewer or more
   */
  Future<byte[]> read(HttpServerRequest request, int expected) {
    if (request.isEnded()) {
      return Future.succeededFuture(body);
    }
    body = new byte[expected];
    request.handler(this::add);
    request.exceptionHandler(e -> fail(incomplete()));
    request.endHandler(end -> done.tryComplete(collected()));
    lastChunk = System.nanoTime();
    armTimer(silenceMillis);
    request.resume();
    return done.future().onComplete(any -> vertx.cancelTimer(timer));
  }

  private void add(Buffer chunk) {
    if (done.future().isComplete()) {
      return;
    }
    int more = length + chunk.length();
    if (more > maxBytes) {
      fail(TooLarge.refusal(maxBytes, "as sent"));
    } else if (!lease.ensure(more)) {
      fail(Overload.refusal());
    } else {
      if (more > body.length) {
        body = Arrays.copyOf(body, Math.max(more, Math.min(maxBytes, 2 * body.length)));
      }
      chunk.getBytes(body, length);
      length = more;
      lastChunk = System.nanoTime();
    }
  }

  private byte[] collected() {
    return length == body.length ? body : Arrays.copyOf(body, length);
  }

  /**
   * One timer a body: chunks come by the dozen, and setting one for each costs more than they do.
   */
  private void armTimer(long millis) {
    timer = vertx.setTimer(millis, fired -> checkSilence());
  }

  private void checkSilence() {
    long left = silenceMillis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastChunk);
    if (left > 0) {
      armTimer(left);
    } else {
      fail(incomplete());
    }
  }

  private void fail(Refusal refusal) {
    done.tryFail(refusal);
  }

  private static Refusal incomplete() {
    return new Refusal(Reason.BODY_INCOMPLETE, "The body ended or paused before it was complete");
  }
}
