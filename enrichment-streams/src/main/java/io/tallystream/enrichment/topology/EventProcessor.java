package io.tallystream.enrichment.topology;

import io.tallystream.enrichment.merge.Entity;
import io.tallystream.enrichment.pricing.Catalogue;
import io.tallystream.event.FactKey;
import io.tallystream.event.Failpoint;
import io.tallystream.event.Routing;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.streams.Breaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** {@code events} to facts, bodies and dead letters. */
final class EventProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  private final PriceBook prices;
  private final Duration ttl;
  private @Nullable EntityStore store;
  private @Nullable ColdTraces cold;
  private Breaker breaker = new Breaker();

  /**
   * @param ttl how long a trace stays in the store; zero: for ever
   */
  EventProcessor(PriceBook prices, Duration ttl) {
    this.prices = prices;
    this.ttl = ttl;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    KeyValueStore<Bytes, byte[]> entities = context.getStateStore(EnrichmentTopology.ENTITIES);
    store = new EntityStore(entities);
    cold = new ColdTraces(store, new Expiry(entities), ttl);
    breaker = Breaker.of(context);
  }

  /** Decode, compute, apply, in this order: only the last writes, and it cannot fail. */
  @Override
  public void process(Record<byte[], byte[]> record) {
    var poison = Poison.of(context(), "enrichment/decode", record);
    for (Output out : outputs(record, new Decoder(poison, false, breaker))) {
      var sent = new Record<>(out.key(), out.value(), record.timestamp());
      // The record's headers count its own attempts: only it keeps them.
      boolean itself = out.child().equals(EnrichmentTopology.EVENTS_COLD_SINK);
      context().forward(itself ? sent.withHeaders(record.headers()) : sent, out.child());
    }
    for (Output out : cold.evict(record.timestamp())) {
      context().forward(new Record<>(out.key(), out.value(), record.timestamp()), out.child());
    }
    Failpoint.AFTER_STATE_WRITE.reach();
  }

  private List<Output> outputs(Record<byte[], byte[]> record, Decoder decoder) {
    var out = new ArrayList<Output>();
    EventBatch batch = decoder.batch(record.value(), out).orElse(null);
    if (batch == null) {
      return out;
    }
    FactKey key = FactKey.trace(batch.getProject(), Routing.hash(batch.getTraceId()));
    Entity trace = store.get(key);
    if (trace.isCold()) {
      if (!cold.restore(key, trace, batch.getCold(), record.timestamp())) {
        return List.of(ColdTraces.question(key, trace, batch));
      }
      trace = store.get(key);
    }
    return outputs(withoutState(batch), key, trace, record, decoder);
  }

  private List<Output> outputs(
      EventBatch batch, FactKey key, Entity trace, Record<byte[], byte[]> record, Decoder decoder) {
    Poison poison = decoder.poison();
    int part = poison.source().partition();
    if (batch.getDeleted()) {
      return new Deletion(store, batch).ofTrace(part);
    }
    var out = new ArrayList<Output>();
    var outcomes = new Outcomes(batch, poison.source());
    if (trace.isDeleted()) {
      outcomes.end(out);
      return out;
    }
    Catalogue catalogue = prices.asOf(record.timestamp());
    var of = new TraceRecord(store, catalogue, key, trace, part, batch.getTraceId(), outcomes);
    if (decoder.computes(batch, out, () -> compute(batch, of, part, decoder, out))) {
      outcomes.end(out);
      List<Output> changes = of.apply();
      if (trace.seq() == 0 && !changes.isEmpty()) {
        cold.entered(key, record.timestamp());
      }
      out.addAll(changes);
    } else {
      outcomes.endAsLetter(out);
    }
    return out;
  }

  /** So that no letter carries it. */
  private static EventBatch withoutState(EventBatch batch) {
    return batch.hasCold() ? batch.toBuilder().clearCold().build() : batch;
  }

  private static void compute(
      EventBatch batch, TraceRecord trace, int part, Decoder decoder, List<Output> out) {
    var events = new ArrayList<>(decoder.decode(batch, out));
    List<Decoded> refused = trace.compute(events);
    events.removeAll(refused);
    refused.forEach(d -> out.add(decoder.letter(d.alone(), "cost_out_of_range", "")));
    out.addAll(Bodies.of(batch, part, events));
  }
}
