package io.tallystream.query.ledger;

import java.util.Map;
import java.util.TreeMap;

/**
 * Events of one minute of reception, or of many.
 *
 * <p>What was read from the log is known exactly; what waits in it is known from the gateways'
 * counts, which a killed gateway may not have written. So accepted is whichever says more, and
 * nothing is ever negative.
 *
 * @param counted accepted, as the gateways say
 * @param rejected by reason
 */
record Entry(
    long counted, long stored, long duplicate, long quarantined, Map<String, Long> rejected) {
  static final Entry NOTHING = new Entry(0, 0, 0, 0, Map.of());

  long accepted() {
    return Math.max(counted, ended());
  }

  long inFlight() {
    return accepted() - ended();
  }

  long received() {
    return accepted() + rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  private long ended() {
    return stored + duplicate + quarantined;
  }

  /** Of two minutes: what one of them lacks, the other does not fill. */
  Entry plus(Entry other) {
    var sum = new TreeMap<>(rejected);
    other.rejected.forEach((reason, n) -> sum.merge(reason, n, Long::sum));
    return new Entry(
        accepted() + other.accepted(),
        stored + other.stored,
        duplicate + other.duplicate,
        quarantined + other.quarantined,
        sum);
  }
}
