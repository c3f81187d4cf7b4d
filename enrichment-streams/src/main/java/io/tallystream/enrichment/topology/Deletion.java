package io.tallystream.enrichment.topology;

import io.tallystream.enrichment.merge.Entity;
import io.tallystream.event.FactKey;
import io.tallystream.event.Routing;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.event.v1.FactChange;
import io.tallystream.event.v1.ObservationChange;
import io.tallystream.event.v1.ObservationFact;
import io.tallystream.event.v1.ScoreChange;
import io.tallystream.event.v1.TraceChange;
import io.tallystream.event.v1.TraceFact;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a trace or score: takes back what it contributed, removes it from state, and leaves
 * the mark that keeps out whatever comes for it later. A second deletion changes nothing.
 */
final class Deletion {
  private final EntityStore store;
  private final EventBatch batch;
  private final List<Output> outputs = new ArrayList<>();

  Deletion(EntityStore store, EventBatch batch) {
    this.store = store;
    this.batch = batch;
  }

  /** Writes state; a trace that no event told of is marked too, since its events may be late. */
  List<Output> ofTrace(int part) {
    FactKey key = FactKey.trace(batch.getProject(), Routing.hash(batch.getTraceId()));
    Entity trace = store.get(key);
    if (trace.isDeleted()) {
      return List.of();
    }
    store
        .observations(key)
        .forEach(
            (bytes, observation) -> {
              FactKey each = FactKey.parse(bytes.get());
              var prev = Facts.stripped(LastFact.observation(observationIds(part), observation));
              var change = ObservationChange.newBuilder().setPrev(prev);
              end(each, observation, FactChange.newBuilder().setObservation(change));
              store.remove(each);
            });
    if (trace.seq() > 0) {
      var change = TraceChange.newBuilder().setPrev(LastFact.trace(traceIds(part), trace));
      end(key, trace, FactChange.newBuilder().setTrace(change));
      outputs.add(new Output(EnrichmentTopology.COLD_STATE_SINK, key.routingKey(), null));
    }
    store.put(key, Entity.DELETED);
    outputs.add(Bodies.deletion(batch, part));
    return outputs;
  }

  /** As {@link #ofTrace}. */
  List<Output> ofScore(int part) {
    FactKey key = FactKey.score(batch.getProject(), Routing.hash(batch.getTraceId()));
    Entity score = store.get(key);
    if (score.seq() > 0) {
      var prev = Facts.score(batch.getProject(), part, batch.getTraceId(), score.registers());
      var change = ScoreChange.newBuilder().setPrev(prev);
      end(key, score, FactChange.newBuilder().setScore(change));
    }
    store.put(key, Entity.DELETED);
    return outputs;
  }

  /** The last change, for who adds, and a tombstone, for compaction: in one transaction. */
  private void end(FactKey key, Entity last, FactChange.Builder change) {
    byte[] value = change.setFormat(1).setSeq(last.seq() + 1).build().toByteArray();
    outputs.add(new Output(EnrichmentTopology.FACTS_SINK, key.bytes(), value));
    outputs.add(new Output(EnrichmentTopology.FACTS_SINK, key.bytes(), null));
  }

  private ObservationFact observationIds(int part) {
    return ObservationFact.newBuilder().setProject(batch.getProject()).setPart(part).build();
  }

  private TraceFact traceIds(int part) {
    return TraceFact.newBuilder()
        .setProject(batch.getProject())
        .setPart(part)
        .setTraceId(batch.getTraceId())
        .build();
  }
}
