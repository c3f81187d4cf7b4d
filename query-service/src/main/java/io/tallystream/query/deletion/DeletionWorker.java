package io.tallystream.query.deletion;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Deletes page by page, what is too old as well, and looks again for what was late. */
@ApplicationScoped
class DeletionWorker {
  private static final Logger LOG = Logger.getLogger(DeletionWorker.class);

  private final DeletionRepository deletions;
  private final SweepRepository sweep;

  DeletionWorker(DeletionRepository deletions, SweepRepository sweep) {
    this.deletions = deletions;
    this.sweep = sweep;
  }

  /** One page of each deletion a second: live traffic shares the topics. */
  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> work() {
    return patiently(
        deletions
            .running()
            .onItem()
            .transformToMulti(ids -> Multi.createFrom().iterable(ids))
            .onItem()
            .transformToUniAndConcatenate(deletions::step)
            .collect()
            .last()
            .replaceWithVoid());
  }

  @Scheduled(every = "{tally.retention.every}", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> retain() {
    return patiently(deletions.startRetention());
  }

  @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweepRecent() {
    return patiently(sweep.scores(true).chain(() -> sweep.letters(true)));
  }

  @Scheduled(every = "10m", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweepAll() {
    return patiently(sweep.scores(false).chain(() -> sweep.letters(false)).chain(sweep::forget));
  }

  /** The next run does what this one could not. */
  private static Uni<Void> patiently(Uni<Void> work) {
    return work.onFailure()
        .invoke(e -> LOG.warnf("a deletion has to wait: %s", e.toString()))
        .onFailure()
        .recoverWithNull();
  }
}
