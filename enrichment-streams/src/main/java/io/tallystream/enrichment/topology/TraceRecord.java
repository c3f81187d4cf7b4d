package io.tallystream.enrichment.topology;

import io.tallystream.enrichment.dialect.Patch;
import io.tallystream.enrichment.merge.Entity;
import io.tallystream.enrichment.merge.Registers;
import io.tallystream.enrichment.pricing.Catalogue;
import io.tallystream.event.FactKey;
import io.tallystream.event.Routing;
import io.tallystream.event.v1.FactChange;
import io.tallystream.event.v1.ObservationChange;
import io.tallystream.event.v1.ObservationFact;
import io.tallystream.event.v1.TraceChange;
import io.tallystream.event.v1.TraceFact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * One record's patches of one trace: computed first, applied after, so that failure leaves state as
 * it was.
 */
final class TraceRecord {
  private record Changed(
      FactKey key, Entity old, ObservationFact last, Entity next, ObservationFact fact, int by) {}

  private record Write(FactKey key, Entity entity) {}

  private final EntityStore store;
  private final Catalogue catalogue;
  private final Counting counting;
  private final int project;
  private final int part;
  private final String traceId;
  private final Outcomes outcomes;
  private final FactKey traceKey;
  private final Entity trace;
  private final List<Changed> changed = new ArrayList<>();
  private final List<Write> writes = new ArrayList<>();
  private final List<Output> outputs = new ArrayList<>();

  /**
   * @param trace what state holds under its key
   */
  TraceRecord(
      EntityStore store,
      Catalogue catalogue,
      FactKey traceKey,
      Entity trace,
      int part,
      String traceId,
      Outcomes outcomes) {
    this.outcomes = outcomes;
    this.store = store;
    this.catalogue = catalogue;
    this.counting = new Counting(catalogue, traceKey.project());
    this.project = traceKey.project();
    this.part = part;
    this.traceId = traceId;
    this.traceKey = traceKey;
    this.trace = trace;
  }

  /**
   * Computes what {@link #apply} will write.
   *
   * @return the events that would make a cost out of range; they have no effect
   */
  List<Decoded> compute(List<Decoded> events) {
    var refused = new ArrayList<Decoded>();
    var observations = new LinkedHashMap<String, List<Decoded>>();
    Registers patch = Registers.NONE;
    int traceEvents = 0;
    for (Decoded event : events) {
      switch (event.patch()) {
        case Patch.ObservationPatch p ->
            observations.computeIfAbsent(p.id(), id -> new ArrayList<>()).add(event);
        case Patch.TracePatch p -> {
          patch = patch.merge(p.registers());
          traceEvents += event.counts() ? 1 : 0;
        }
        case Patch.ScorePatch p ->
            throw new IllegalArgumentException("scores have their own topic");
      }
    }
    observations.forEach((id, of) -> observation(id, of, refused));
    changes(patch, traceEvents);
    return refused;
  }

  private void observation(String id, List<Decoded> events, List<Decoded> refused) {
    FactKey key = FactKey.observation(project, traceKey.root(), Routing.hash(id));
    // A trace is written with each of its observations: where none is, there are no others.
    Entity old = trace.seq() == 0 ? Entity.NONE : store.get(key);
    ObservationFact last = LastFact.observation(ids(id), old);
    Registers merged = old.registers();
    @Nullable ObservationFact fact = null;
    int by = 0;
    boolean counts = Counting.isNeeded(merged, events);
    for (Decoded event : events) {
      Registers more =
          merged.merge(counts ? counting.counted(event.patch()) : event.patch().registers());
      try {
        fact = Facts.observation(ids(id), more, last, catalogue);
        by += more.sameContent(merged) ? 0 : 1;
        merged = more;
      } catch (ArithmeticException e) {
        refused.add(event);
      }
    }
    if (fact != null && by > 0) {
      var next = new Entity(old.seq() + 1, merged, LastFact.derived(fact));
      changed.add(new Changed(key, old, last, next, fact, by));
    }
  }

  private ObservationFact ids(String id) {
    return ObservationFact.newBuilder()
        .setProject(project)
        .setPart(part)
        .setTraceId(traceId)
        .setId(id)
        .build();
  }

  private void changes(Registers patch, int traceEvents) {
    TraceFact last = LastFact.trace(ids(), trace);
    var moves = new TraceChanges(last);
    for (Changed c : changed) {
      writes.add(new Write(c.key, c.next));
      outputs.add(observationChange(c, moves));
    }
    Registers merged = trace.registers().merge(patch);
    boolean same = merged.sameContent(trace.registers());
    if (!changed.isEmpty() || !same) {
      outputs.add(traceChange(last, merged, moves, same ? 0 : traceEvents));
    }
  }

  /** Writes state and returns the changes; cannot fail for a reason of the data. */
  List<Output> apply() {
    writes.forEach(w -> store.put(w.key, w.entity));
    return outputs;
  }

  private Output observationChange(Changed c, TraceChanges moves) {
    var change = ObservationChange.newBuilder().setNext(c.fact);
    if (c.old.seq() == 0) {
      moves.move(null, c.fact);
    } else {
      moves.move(c.last, c.fact);
      change.setPrev(Facts.stripped(c.last));
    }
    return fact(c.key, FactChange.newBuilder().setObservation(change), c.next.seq(), c.by);
  }

  private TraceFact ids() {
    return TraceFact.newBuilder().setProject(project).setPart(part).setTraceId(traceId).build();
  }

  private Output traceChange(TraceFact last, Registers merged, TraceChanges moves, int by) {
    var t = last.toBuilder().mergeFrom(ids());
    t.clearCells().addAllCells(moves.cells());
    if (moves.needsRescan()) {
      t.clearFirstStartUs().clearLastStartUs().clearLastEndUs();
      var all = store.observations(traceKey);
      changed.forEach(c -> all.put(Bytes.wrap(c.key.bytes()), c.next));
      var none = ObservationFact.getDefaultInstance();
      TraceChanges.extend(
          t, all.values().stream().map(e -> LastFact.observation(none, e)).toList());
    } else {
      TraceChanges.extend(t, changed.stream().map(Changed::fact).toList());
    }
    Facts.trace(t, merged);
    if (merged.isEmpty()) {
      implicit(t, last);
    }
    TraceFact next = t.build();
    var change = TraceChange.newBuilder().setNext(next);
    if (trace.seq() > 0) {
      change.setPrev(last);
    }
    long seq = trace.seq() + 1;
    writes.add(new Write(traceKey, new Entity(seq, merged, LastFact.derived(next))));
    return fact(traceKey, FactChange.newBuilder().setTrace(change), seq, by);
  }

  /** A trace that only its observations tell of: it is as old, and where, its first one is. */
  private void implicit(TraceFact.Builder t, TraceFact last) {
    t.setTimestampUs(t.getFirstStartUs());
    long created = last.getCreatedUs() == 0 ? Long.MAX_VALUE : last.getCreatedUs();
    for (Changed c : changed) {
      created = Math.min(created, c.fact.getCreatedUs());
      t.setUpdatedUs(Math.max(t.getUpdatedUs(), c.fact.getUpdatedUs()));
    }
    t.setCreatedUs(created);
  }

  private Output fact(FactKey key, FactChange.Builder change, long seq, int by) {
    outcomes.stored(by, change);
    return new Output(
        EnrichmentTopology.FACTS_SINK,
        key.bytes(),
        change.setFormat(1).setSeq(seq).build().toByteArray());
  }
}
