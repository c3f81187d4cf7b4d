package io.tallystream.query.lifecycle;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.catalogue.Catalogue;
import io.tallystream.query.identity.Bootstrap;
import io.tallystream.query.outbox.OutboxPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * What must be there before others rely on this service: the first project and its key, the shipped
 * prices, and both published. Tried until it succeeds; reads work meanwhile.
 */
@ApplicationScoped
class Start {
  private static final Logger LOG = Logger.getLogger(Start.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Bootstrap bootstrap;
  private final Catalogue catalogue;
  private final OutboxPublisher publisher;
  private volatile boolean done;

  Start(Bootstrap bootstrap, Catalogue catalogue, OutboxPublisher publisher) {
    this.bootstrap = bootstrap;
    this.catalogue = catalogue;
    this.publisher = publisher;
  }

  boolean isDone() {
    return done;
  }

  void begin(@Observes StartupEvent event) {
    Uni.createFrom()
        .deferred(bootstrap::run)
        .chain(catalogue::load)
        .chain(() -> Uni.createFrom().completionStage(publisher::publish))
        .onFailure()
        .invoke(e -> LOG.warn("the start is not complete; trying again", e))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .subscribe()
        .with(ok -> done = true, e -> LOG.error("the start was given up", e));
  }
}
