package io.tallystream.gateway.lifecycle;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.tallystream.gateway.GatewayConfig;
import io.tallystream.gateway.admission.Admission;
import io.tallystream.gateway.ledger.Ledger;
import io.tallystream.gateway.log.EventLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** SIGTERM: readiness red and new requests refused, those in flight finished, producer flushed. */
@ApplicationScoped
class Drain {
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Admission admission;
  private final EventLog log;
  private final Ledger ledger;
  private final GatewayConfig config;

  Drain(Admission admission, EventLog log, Ledger ledger, GatewayConfig config) {
    this.admission = admission;
    this.log = log;
    this.ledger = ledger;
    this.config = config;
  }

  void announced(@Observes ShutdownDelayInitiatedEvent event) {
    admission.drain();
  }

  void stop(@Observes ShutdownEvent event) {
    admission.drain();
    LockSupport.parkNanos(config.drainNotice().toNanos());
    long deadline = System.nanoTime() + config.drainWithin().toNanos();
    while (!admission.isIdle() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    ledger.write();
    log.close(Duration.ofSeconds(5));
  }
}
