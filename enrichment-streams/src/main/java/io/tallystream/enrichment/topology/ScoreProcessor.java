package io.tallystream.enrichment.topology;

import io.tallystream.enrichment.merge.Entity;
import io.tallystream.enrichment.merge.Registers;
import io.tallystream.event.FactKey;
import io.tallystream.event.Routing;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.event.v1.FactChange;
import io.tallystream.event.v1.ScoreChange;
import io.tallystream.event.v1.ScoreFact;
import io.tallystream.streams.Breaker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** {@code scores} to facts and dead letters. */
final class ScoreProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  private @Nullable EntityStore store;
  private Breaker breaker = new Breaker();

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    store = new EntityStore(context.getStateStore(EnrichmentTopology.SCORE_ENTITIES));
    breaker = Breaker.of(context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    var poison = Poison.of(context(), "enrichment/score", record);
    var decoder = new Decoder(poison, true, breaker);
    var out = new ArrayList<Output>();
    decoder.batch(record.value(), out).ifPresent(batch -> accept(batch, poison, decoder, out));
    for (Output o : out) {
      // Without the record's headers: they count its own attempts.
      context().forward(new Record<>(o.key(), o.value(), record.timestamp()), o.child());
    }
  }

  private void accept(EventBatch batch, Poison poison, Decoder decoder, List<Output> out) {
    FactKey key = FactKey.score(batch.getProject(), Routing.hash(batch.getTraceId()));
    if (batch.getDeleted()) {
      out.addAll(new Deletion(store, batch).ofScore(poison.source().partition()));
    } else if (store.get(key).isDeleted()) {
      new Outcomes(batch, poison.source()).end(out);
    } else {
      change(batch, poison, decoder, out);
    }
  }

  private record Changed(FactKey key, Entity next) {}

  /** All changes are computed before the first is written. */
  private void change(EventBatch batch, Poison poison, Decoder decoder, List<Output> out) {
    int part = poison.source().partition();
    var outcomes = new Outcomes(batch, poison.source());
    var changed = new ArrayList<Changed>();
    if (decoder.computes(batch, out, () -> compute(batch, part, decoder, outcomes, changed, out))) {
      outcomes.end(out);
      changed.forEach(c -> store.put(c.key, c.next));
    } else {
      outcomes.endAsLetter(out);
    }
  }

  private void compute(
      EventBatch batch,
      int part,
      Decoder decoder,
      Outcomes outcomes,
      List<Changed> changed,
      List<Output> out) {
    var scores = new LinkedHashMap<String, List<Registers>>();
    for (Decoded d : decoder.decode(batch, out)) {
      scores.computeIfAbsent(d.patch().id(), id -> new ArrayList<>()).add(d.patch().registers());
    }
    scores.forEach(
        (id, patches) -> change(batch.getProject(), part, id, patches, outcomes, changed, out));
  }

  private void change(
      int project,
      int part,
      String id,
      List<Registers> patches,
      Outcomes outcomes,
      List<Changed> changed,
      List<Output> out) {
    FactKey key = FactKey.score(project, Routing.hash(id));
    Entity old = store.get(key);
    Registers merged = old.registers();
    int by = 0;
    for (Registers patch : patches) {
      Registers more = merged.merge(patch);
      by += more.sameContent(merged) ? 0 : 1;
      merged = more;
    }
    if (old.isDeleted() || by == 0) {
      return;
    }
    ScoreFact fact = Facts.score(project, part, id, merged);
    var change = ScoreChange.newBuilder().setNext(fact);
    if (old.seq() > 0) {
      change.setPrev(Facts.score(project, part, id, old.registers()));
    }
    long seq = old.seq() + 1;
    changed.add(new Changed(key, new Entity(seq, merged, new byte[0])));
    var value = FactChange.newBuilder().setFormat(1).setSeq(seq).setScore(change);
    outcomes.stored(by, value);
    out.add(new Output(EnrichmentTopology.FACTS_SINK, key.bytes(), value.build().toByteArray()));
  }
}
