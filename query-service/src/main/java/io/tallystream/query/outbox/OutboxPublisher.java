package io.tallystream.query.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is unsent, in order. One pass runs at a time, and all who ask while it runs share the
 * next one: a pass that begins after a commit publishes that commit.
 */
@ApplicationScoped
public class OutboxPublisher {
  private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);

  private final OutboxRepository rows;
  private final Counter failures;
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
  private @Nullable CompletableFuture<Void> next;

  OutboxPublisher(OutboxRepository rows, MeterRegistry meters) {
    this.rows = rows;
    failures =
        Counter.builder("tally.outbox.failures")
            .description("passes over the outbox that did not publish everything")
            .register(meters);
  }

  /** Completes when everything that was committed before the call is published. */
  public CompletableFuture<Void> publish() {
    CompletableFuture<Void> mine;
    CompletableFuture<Void> before;
    synchronized (this) {
      if (next != null) {
        return next;
      }
      mine = new CompletableFuture<>();
      next = mine;
      before = running;
    }
    before.whenComplete((done, error) -> run(mine));
    return mine;
  }

  /** What a request or an instance that ended left behind. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> publishLeftovers() {
    return Uni.createFrom().completionStage(this::publish).onFailure().recoverWithNull();
  }

  @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> forget() {
    return rows.forget()
        .onFailure()
        .invoke(e -> LOG.warn("old rows of the outbox stay for another hour", e))
        .onFailure()
        .recoverWithNull();
  }

  private void run(CompletableFuture<Void> mine) {
    synchronized (this) {
      running = mine;
      next = null;
    }
    pass()
        .subscribe()
        .with(
            done -> mine.complete(null),
            error -> {
              failures.increment();
              LOG.warnf("the outbox could not be published: %s", error.toString());
              mine.completeExceptionally(error);
            });
  }

  private Uni<Void> pass() {
    return rows.hasUnsent()
        .chain(
            some ->
                some
                    ? rows.sendBatch().chain(more -> more ? pass() : Uni.createFrom().voidItem())
                    : Uni.createFrom().voidItem());
  }
}
