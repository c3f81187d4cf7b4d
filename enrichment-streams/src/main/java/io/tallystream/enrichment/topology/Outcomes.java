package io.tallystream.enrichment.topology;

import io.tallystream.event.FactKey;
import io.tallystream.event.Letters;
import io.tallystream.event.Routing;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.event.v1.FactChange;
import io.tallystream.event.v1.Outcome;
import java.util.List;

/**
 * How the events of one record end, for the ledger: each in one outcome. Those that changed
 * something are counted where the change is stored, with it; the others in a record of their own.
 *
 * <p>A record that is produced again from a dead letter is not counted: its events have ended once.
 */
final class Outcomes {
  private static final long MICROS_PER_MINUTE = 60_000_000;

  private final EventBatch batch;
  private final boolean counted;
  private int stored;

  Outcomes(EventBatch batch, Letters.Source source) {
    this.batch = batch;
    this.counted = !Letters.isReplay(source.headers());
  }

  /** Notes with a change how many events made it. */
  void stored(int events, FactChange.Builder change) {
    if (counted && events > 0) {
      stored += events;
      change.setOutcome(outcome().setStored(events));
    }
  }

  /** Ends the events that are left: those with a letter are quarantined, the others duplicates. */
  void end(List<Output> out) {
    int letters =
        (int)
            out.stream()
                .filter(o -> o.child().equals(EnrichmentTopology.DEAD_LETTERS_SINK))
                .count();
    rest(letters, out);
  }

  /** Ends all events: the record is one letter. */
  void endAsLetter(List<Output> out) {
    stored = 0;
    rest(events(), out);
  }

  private void rest(int quarantined, List<Output> out) {
    int duplicate = events() - stored - quarantined;
    if (counted && (quarantined > 0 || duplicate > 0)) {
      var rest = outcome().setQuarantined(quarantined).setDuplicate(Math.max(0, duplicate));
      byte[] key = FactKey.outcome(batch.getProject(), Routing.hash(batch.getTraceId())).bytes();
      var value = FactChange.newBuilder().setFormat(1).setOutcome(rest).build();
      out.add(new Output(EnrichmentTopology.FACTS_SINK, key, value.toByteArray()));
    }
  }

  private int events() {
    return batch.getBatchEventsCount()
        + batch.getOtlpSpansList().stream().mapToInt(scope -> scope.getSpansCount()).sum();
  }

  private Outcome.Builder outcome() {
    return Outcome.newBuilder()
        .setProject(batch.getProject())
        .setMinute(Math.floorDiv(batch.getReceivedAtUs(), MICROS_PER_MINUTE));
  }
}
