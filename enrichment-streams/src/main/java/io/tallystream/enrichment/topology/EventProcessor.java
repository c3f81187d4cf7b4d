package io.tallystream.enrichment.topology;

import io.tallystream.enrichment.pricing.Catalogue;
import io.tallystream.event.v1.EventBatch;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** {@code events} to facts, bodies and dead letters. */
final class EventProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  private final PriceBook prices;
  private @Nullable EntityStore store;

  EventProcessor(PriceBook prices) {
    this.prices = prices;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    store = new EntityStore(context.getStateStore(EnrichmentTopology.ENTITIES));
  }

  /** Decode, compute, apply, in this order: only the last writes, and it cannot fail. */
  @Override
  public void process(Record<byte[], byte[]> record) {
    var poison = Poison.of(context(), "enrichment/decode", record.key());
    for (Output out : outputs(record, poison.source().partition(), new Decoder(poison, false))) {
      context().forward(record.withKey(out.key()).withValue(out.value()), out.child());
    }
  }

  private List<Output> outputs(Record<byte[], byte[]> record, int part, Decoder decoder) {
    var out = new ArrayList<Output>();
    decoder
        .batch(record.value(), out)
        .ifPresent(batch -> outputs(batch, record.timestamp(), part, decoder, out));
    return out;
  }

  private void outputs(
      EventBatch batch, long timestamp, int part, Decoder decoder, List<Output> out) {
    var events = new ArrayList<>(decoder.decode(batch, out));
    Catalogue catalogue = prices.asOf(timestamp);
    var trace = new TraceRecord(store, catalogue, batch.getProject(), part, batch.getTraceId());
    List<Decoded> refused = trace.compute(events);
    events.removeAll(refused);
    refused.forEach(d -> out.add(decoder.letter(d.alone(), "cost_out_of_range", "")));
    out.addAll(Bodies.of(batch, part, events));
    out.addAll(trace.apply());
  }
}
