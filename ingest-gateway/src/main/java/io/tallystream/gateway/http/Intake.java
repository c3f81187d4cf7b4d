package io.tallystream.gateway.http;

import io.tallystream.gateway.GatewayConfig;
import io.tallystream.gateway.admission.Admission;
import io.tallystream.gateway.admission.Decision;
import io.tallystream.gateway.admission.Lane;
import io.tallystream.gateway.admission.Lease;
import io.tallystream.gateway.admission.Reason;
import io.tallystream.gateway.auth.ApiKeys;
import io.tallystream.gateway.auth.Principal;
import io.tallystream.gateway.auth.Verdict;
import io.tallystream.gateway.ledger.Ledger;
import io.tallystream.gateway.log.EventLog;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The steps that every request takes, whatever its protocol: who, how much, read, write, answer.
 * Nothing here blocks its caller; reading and writing run on workers.
 */
@ApplicationScoped
public class Intake {
  private static final Logger LOG = Logger.getLogger(Intake.class);
  private static final int WORKERS = 2 * Runtime.getRuntime().availableProcessors();

  private final Vertx vertx;
  private final ApiKeys keys;
  private final Admission admission;
  private final EventLog log;
  private final Ledger ledger;
  private final Meters meters;
  private final long answerWithinMillis;
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          WORKERS, Thread.ofPlatform().daemon().name("intake-", 0).factory());

  Intake(
      Vertx vertx,
      ApiKeys keys,
      Admission admission,
      EventLog log,
      Ledger ledger,
      Meters meters,
      GatewayConfig config) {
    this.vertx = vertx;
    this.keys = keys;
    this.admission = admission;
    this.log = log;
    this.ledger = ledger;
    this.meters = meters;
    this.answerWithinMillis = config.answerWithin().toMillis();
  }

  @PreDestroy
  void stop() {
    workers.shutdown();
  }

  /** Who sends; on the caller's event loop. */
  public Future<Principal> authenticate(@Nullable String authorization, Protocol protocol) {
    if (admission.isDraining()) {
      return Future.failedFuture(Overload.draining());
    }
    return Future.fromCompletionStage(keys.authenticate(authorization), vertx.getOrCreateContext())
        .compose(verdict -> judge(verdict, protocol));
  }

  /** Room for a body of so many bytes, or a refusal after a short wait. */
  public Future<Lease> admit(Principal principal, long bytes) {
    return Future.fromCompletionStage(
            admission.acquire(principal.project(), bytes), vertx.getOrCreateContext())
        .recover(late -> Future.failedFuture(Overload.refusal()));
  }

  /**
   * Reads the request and writes its records. Takes over the lease: it is given back when every
   * record is settled, which may be after the answer. A request that cannot be read counts as one
   * event in the ledger.
   */
  public Future<Answer> write(Unread unread, Protocol protocol, Lease lease) {
    Promise<Answer> answer = Promise.promise();
    long deadline = vertx.setTimer(answerWithinMillis, late -> answer.tryFail(Overload.log()));
    CompletableFuture.supplyAsync(() -> work(unread, protocol, lease), workers)
        .thenCompose(step -> step)
        .whenComplete(
            (result, error) -> {
              lease.close();
              vertx.cancelTimer(deadline);
              settle(answer, result, error);
            });
    return answer.future();
  }

  /** Wording and counting of a failure, in the protocol's own shape. */
  public Answer refuse(Throwable failure, Protocol protocol, String contentType) {
    Refusal refusal = asRefusal(failure);
    meters.refused(protocol.name(), refusal.reason());
    Answer answer = protocol.refuse(refusal, contentType);
    return refusal.isTransient() ? answer.retryLater() : answer;
  }

  public void answered(Protocol protocol, Answer answer) {
    meters.answered(protocol.name(), answer.status());
  }

  private CompletableFuture<Answer> work(Unread unread, Protocol protocol, Lease lease) {
    int events = 1;
    try {
      byte[] body = Inflater.unpack(unread.body(), unread.encoding(), protocol.maxBytes(), lease);
      Lane asked = Lanes.asked(unread.lane());
      Principal principal = unread.principal();
      Accepted accepted =
          protocol.read(new Submission(body, unread.contentType(), principal, unread.receipt()));
      events = accepted.sent();
      return switch (admission.decide(principal.project(), asked, accepted.events(), body.length)) {
        case Decision.Granted(Lane lane, Duration hold) when hold.isZero() ->
            append(accepted, lane, unread, protocol);
        case Decision.Granted(Lane lane, Duration hold) ->
            held(hold).thenCompose(now -> append(accepted, lane, unread, protocol));
        case Decision.Refused over -> throw Overload.quota(principal, over);
      };
    } catch (Refusal refusal) {
      rejected(unread, events, refusal.reason());
      return CompletableFuture.failedFuture(refusal);
    }
  }

  private void rejected(Unread unread, int events, Reason reason) {
    ledger.rejected(
        unread.principal().project(), unread.receipt().receivedAtMicros(), events, reason);
  }

  /** No worker waits; the lease bounds the bytes that do. */
  private CompletableFuture<Void> held(Duration hold) {
    return CompletableFuture.runAsync(
        () -> {}, CompletableFuture.delayedExecutor(hold.toNanos(), TimeUnit.NANOSECONDS, workers));
  }

  private CompletableFuture<Answer> append(
      Accepted accepted, Lane lane, Unread unread, Protocol protocol) {
    var answer = new CompletableFuture<Answer>();
    log.append(accepted.records(lane))
        .whenComplete(
            (done, error) -> {
              if (error != null) {
                rejected(unread, accepted.sent(), Reason.LOG_UNAVAILABLE);
                LOG.warnf("records were not acknowledged: %s", error.toString());
                answer.completeExceptionally(Overload.log());
              } else {
                meters.accepted(protocol.name(), lane, accepted);
                ledger.accepted(
                    unread.principal().project(),
                    unread.receipt().receivedAtMicros(),
                    accepted.events(),
                    accepted.rejected());
                answer.complete(accepted.answer());
              }
            });
    return answer;
  }

  private static void settle(
      Promise<Answer> answer, @Nullable Answer result, @Nullable Throwable error) {
    if (error != null) {
      answer.tryFail(error);
    } else {
      answer.tryComplete(result);
    }
  }

  private static Future<Principal> judge(Verdict verdict, Protocol protocol) {
    return switch (verdict) {
      case Verdict.Granted(Principal p)
          when p.scope() == Principal.Scope.PROJECT || protocol.takesPublicKeys() ->
          Future.succeededFuture(p);
      case Verdict.Granted g ->
          Future.failedFuture(
              new Refusal(
                  Reason.SCOPE_DENIED, "Access denied. A public key alone may only write scores."));
      case Verdict.Refused(String message) ->
          Future.failedFuture(new Refusal(Reason.UNAUTHENTICATED, message));
      case Verdict.Unknown u -> Future.failedFuture(Overload.keys());
    };
  }

  private static Refusal asRefusal(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof Refusal refusal) {
        return refusal;
      }
    }
    LOG.error("a request failed by a defect of ours", failure);
    return new Refusal(Reason.INTERNAL, "Internal Server Error");
  }
}
