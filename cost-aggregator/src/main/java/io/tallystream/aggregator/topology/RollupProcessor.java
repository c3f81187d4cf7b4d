package io.tallystream.aggregator.topology;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.aggregator.rollup.Aggregate;
import io.tallystream.aggregator.rollup.Contribution;
import io.tallystream.aggregator.rollup.Contributions;
import io.tallystream.aggregator.rollup.RollupKey;
import io.tallystream.event.Failpoint;
import io.tallystream.event.Letters;
import io.tallystream.event.v1.FactChange;
import io.tallystream.event.v1.RollupRow;
import io.tallystream.streams.Breaker;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** {@code -prev +next} of each change into the store; forwards what the store says has changed. */
final class RollupProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final int FORMAT = 1;

  @SuppressWarnings("NullAway.Init")
  private ProcessorContext<byte[], byte[]> context;

  @SuppressWarnings("NullAway.Init")
  private RollupStore store;

  private Breaker breaker = new Breaker();

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    store = processorContext.getStateStore(AggregatorTopology.STORE);
    store.emitTo(this::forward);
    breaker = Breaker.of(processorContext);
    if (store instanceof TimedRollupStore broken) {
      broken.drainOnTimer(context);
    }
  }

  private record Signed(Contribution row, int sign) {}

  /** Decode, compute, apply, in this order: only the last writes, and it cannot fail. */
  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    if (record.value() == null || at.offset() < store.highWaterMark()) {
      return;
    }
    contributions(record, at)
        .forEach(one -> store.add(one.row.key(), one.row.measures(), one.sign));
    store.advanceTo(at.offset() + 1);
    Failpoint.AFTER_STATE_WRITE.reach();
  }

  /** What a change adds; nothing, and a dead letter, when the record is none. */
  private List<Signed> contributions(Record<byte[], byte[]> record, RecordMetadata at) {
    try {
      FactChange change = FactChange.parseFrom(record.value());
      require(change.getFormat() == FORMAT, "no change of format " + FORMAT);
      var all = new ArrayList<Signed>();
      Contributions.of(change, (row, sign) -> all.add(new Signed(row, sign)));
      // A row has one writer: the task of its part.
      require(
          all.stream().allMatch(one -> one.row.key().part() == at.partition()),
          "a fact of another partition");
      count(at, false);
      return all;
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      count(at, true);
      context.forward(letter(record, at, e), AggregatorTopology.DEAD_LETTERS_SINK);
      return List.of();
    }
  }

  private void count(RecordMetadata at, boolean letter) {
    breaker.count(
        new TopicPartition(at.topic(), at.partition()), letter, context.currentSystemTimeMs());
  }

  private static void require(boolean holds, String complaint) {
    if (!holds) {
      throw new IllegalArgumentException(complaint);
    }
  }

  private Record<byte[], byte[]> letter(
      Record<byte[], byte[]> record, RecordMetadata at, Exception why) {
    var source =
        new Letters.Source(at.topic(), at.partition(), at.offset(), record.key(), record.headers());
    byte[] letter =
        Letters.about(source, "aggregator/decode", context.currentSystemTimeMs())
            .setReason("undecodable_record")
            .setDetail(Letters.detail(why.getMessage()))
            .setValue(ByteString.copyFrom(record.value()))
            .build()
            .toByteArray();
    return new Record<>(Letters.key(record.key()), letter, record.timestamp());
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
    write(key, row.toByteArray());
    if (absolute.isZero()) {
      // Behind the row that says so to the sink: compaction removes the key, which names users.
      write(key, null);
    }
  }

  private void write(RollupKey key, byte @Nullable [] row) {
    context.forward(
        new Record<>(key.bytes(), row, context.currentSystemTimeMs()),
        AggregatorTopology.ROLLUPS_SINK);
  }
}
