package io.tallystream.enrichment.resolver;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Decides which trace an observation belongs to: the one that is stored, or, when none has been
 * stored for a while, a wrapper of its own (contract 2.2, rule 11).
 *
 * <p>The while is counted from the update's arrival in the log, so that a backlog is not waited for
 * one by one, and anew from each lookup that failed: nothing is decided by an outage.
 */
final class TraceResolver {
  private static final Logger LOG = Logger.getLogger(TraceResolver.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(50);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final TraceLookup lookup;
  private final Duration patience;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private volatile Instant answersSince;

  /**
   * @param patience how long an observation may stay unknown before it is on its own
   */
  TraceResolver(TraceLookup lookup, Duration patience, InstantSource clock, MeterRegistry meters) {
    this.lookup = lookup;
    this.patience = patience;
    this.clock = clock;
    this.meters = meters;
    this.answersSince = clock.instant();
  }

  /**
   * Trace id of an observation; never fails.
   *
   * @param since when the update came
   */
  Uni<String> traceOf(int project, String observationId, Instant since) {
    return Uni.createFrom()
        .deferred(() -> lookup.traceOf(project, observationId))
        .ifNoItem()
        .after(ANSWER)
        .fail()
        .onFailure()
        .invoke(this::unanswered)
        .map(found -> decide(found, observationId, since))
        .onFailure()
        .retry()
        .withBackOff(FIRST_RETRY, LONGEST_RETRY)
        .indefinitely();
  }

  private void unanswered(Throwable failure) {
    answersSince = clock.instant();
    LOG.warnf(failure, "resolver: trying again");
  }

  private String decide(Optional<String> found, String observationId, Instant since) {
    if (found.isPresent()) {
      count("found");
      return found.get();
    }
    Instant from = since.isAfter(answersSince) ? since : answersSince;
    if (clock.instant().isBefore(from.plus(patience))) {
      throw new NotYetException();
    }
    count("none");
    return observationId;
  }

  private void count(String trace) {
    meters.counter("tally.resolver.records", "trace", trace).increment();
  }

  /** Asks for another try; told to nobody. */
  private static final class NotYetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotYetException() {
      super("not stored yet", null, false, false);
    }
  }
}
