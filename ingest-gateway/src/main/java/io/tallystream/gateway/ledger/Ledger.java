package io.tallystream.gateway.ledger;

import io.tallystream.event.v1.GatewayLedger;
import io.tallystream.gateway.GatewayConfig;
import io.tallystream.gateway.admission.Reason;
import io.tallystream.gateway.log.EventLog;
import io.tallystream.gateway.log.LogRecord;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Accepted and rejected events by project and minute of reception, written to topic {@code ledger}
 * as absolute counts of this process: written twice they change nothing. A crash loses what was
 * counted since the last write; what was accepted is in the log all the same, and counted there.
 */
@ApplicationScoped
public class Ledger {
  private static final Logger LOG = Logger.getLogger(Ledger.class);
  private static final int FORMAT = 1;
  private static final long MICROS_PER_MINUTE = 60_000_000;

  /** Far above the time that a request may take: no count comes after its minute is forgotten. */
  private static final long REMEMBERED_MINUTES = 10;

  private record Key(int project, long minute) {}

  private static final class Counts {
    private long accepted;
    private final Map<Reason, Long> rejected = new EnumMap<>(Reason.class);
    private boolean unwritten;
  }

  private final String instance = UUID.randomUUID().toString();
  private final Map<Key, Counts> counts = new ConcurrentHashMap<>();
  private final EventLog log;
  private final long everyMillis;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ledger").factory());

  Ledger(EventLog log, GatewayConfig config) {
    this.log = log;
    this.everyMillis = config.ledgerEvery().toMillis();
  }

  @PostConstruct
  void start() {
    timer.scheduleWithFixedDelay(this::write, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
  }

  /**
   * Events of one request that the log has, and the reason of each that was not taken.
   *
   * @param receivedAtMicros since the epoch, as in the request's records
   */
  public void accepted(int project, long receivedAtMicros, int events, List<Reason> rejected) {
    count(
        project,
        receivedAtMicros,
        counted -> {
          counted.accepted += events;
          rejected.forEach(reason -> counted.rejected.merge(reason, 1L, Long::sum));
        });
  }

  /** All events of one request. */
  public void rejected(int project, long receivedAtMicros, int events, Reason reason) {
    count(
        project,
        receivedAtMicros,
        counted -> counted.rejected.merge(reason, (long) events, Long::sum));
  }

  /** Writes what has changed; the last call is before the log is closed. */
  public synchronized void write() {
    long now = System.currentTimeMillis() / 60_000;
    var records = new ArrayList<LogRecord>();
    var written = new ArrayList<Key>();
    for (Key key : counts.keySet()) {
      counts.computeIfPresent(
          key,
          (k, counted) -> {
            if (!counted.unwritten) {
              return k.minute < now - REMEMBERED_MINUTES ? null : counted;
            }
            counted.unwritten = false;
            records.add(LogRecord.ofLedger(message(k, counted)));
            written.add(k);
            return counted;
          });
    }
    log.note(records)
        .whenComplete(
            (done, error) -> {
              if (error != null) {
                LOG.warnf("the ledger is written later: %s", error.toString());
                written.forEach(key -> counts.computeIfPresent(key, Ledger::again));
              }
            });
  }

  private interface Step {
    void on(Counts counted);
  }

  private void count(int project, long receivedAtMicros, Step step) {
    var key = new Key(project, Math.floorDiv(receivedAtMicros, MICROS_PER_MINUTE));
    counts.compute(
        key,
        (k, before) -> {
          Counts counted = before == null ? new Counts() : before;
          step.on(counted);
          return again(k, counted);
        });
  }

  private static Counts again(Key key, Counts counted) {
    counted.unwritten = true;
    return counted;
  }

  private GatewayLedger message(Key key, Counts counted) {
    var message =
        GatewayLedger.newBuilder()
            .setFormat(FORMAT)
            .setInstance(instance)
            .setProject(key.project)
            .setMinute(key.minute)
            .setAccepted(counted.accepted);
    counted.rejected.forEach((reason, events) -> message.putRejected(reason.label(), events));
    return message.build();
  }
}
