package io.tallystream.enrichment.topology;

import io.tallystream.enrichment.pricing.Catalogue;
import io.tallystream.event.Failpoint;
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
    var poison = Poison.of(context(), "enrichment/decode", record);
    for (Output out : outputs(record, poison, new Decoder(poison, false))) {
      // Without the record's headers: they count its own attempts.
      context().forward(new Record<>(out.key(), out.value(), record.timestamp()), out.child());
    }
    Failpoint.AFTER_STATE_WRITE.reach();
  }

  private List<Output> outputs(Record<byte[], byte[]> record, Poison poison, Decoder decoder) {
    int part = poison.source().partition();
    var out = new ArrayList<Output>();
    EventBatch batch = decoder.batch(record.value(), out).orElse(null);
    if (batch == null) {
      return out;
    }
    if (batch.getDeleted()) {
      return new Deletion(store, batch).ofTrace(part);
    }
    Catalogue catalogue = prices.asOf(record.timestamp());
    var outcomes = new Outcomes(batch, poison.source());
    var trace =
        new TraceRecord(store, catalogue, batch.getProject(), part, batch.getTraceId(), outcomes);
    if (trace.isOfDeletedTrace()) {
      outcomes.end(out);
      return out;
    }
    if (decoder.computes(batch, out, () -> compute(batch, trace, part, decoder, out))) {
      outcomes.end(out);
      out.addAll(trace.apply());
    } else {
      outcomes.endAsLetter(out);
    }
    return out;
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
