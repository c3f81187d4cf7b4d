package io.tallystream.aggregator.topology;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.aggregator.rollup.Aggregate;
import io.tallystream.aggregator.rollup.Contributions;
import io.tallystream.aggregator.rollup.RollupKey;
import io.tallystream.event.v1.FactChange;
import io.tallystream.event.v1.RollupRow;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** {@code -prev +next} of each change into the store; forwards what the store says has changed. */
final class RollupProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final int FORMAT = 1;

  @SuppressWarnings("NullAway.Init")
  private ProcessorContext<byte[], byte[]> context;

  @SuppressWarnings("NullAway.Init")
  private RollupStore store;

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    store = processorContext.getStateStore(AggregatorTopology.STORE);
    store.emitTo(this::forward);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    long offset = context.recordMetadata().map(RecordMetadata::offset).orElseThrow();
    if (record.value() == null || offset < store.highWaterMark()) {
      return;
    }
    Contributions.of(
        decode(record.value()), (row, sign) -> store.add(row.key(), row.measures(), sign));
    store.advanceTo(offset + 1);
  }

  /** A fact that does not decode stops the task: skipping it would make every sum wrong. */
  private static FactChange decode(byte[] value) {
    try {
      return FactChange.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a record of facts does not decode", e);
    }
  }

  private void forward(RollupKey key, Aggregate absolute) {
    var row =
        RollupRow.newBuilder()
            .setFormat(FORMAT)
            .setFamily(key.family().id)
            .setProject(key.project())
            .setBucketS(key.bucket())
            .addAllDims(key.dims())
            .setPart(key.part())
            .setMeasures(absolute.toMeasures())
            .build();
    context.forward(new Record<>(key.bytes(), row.toByteArray(), context.currentSystemTimeMs()));
  }
}
