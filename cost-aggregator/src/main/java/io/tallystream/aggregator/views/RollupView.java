package io.tallystream.aggregator.views;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.aggregator.rollup.RollupKey;
import io.tallystream.event.RollupFamily;
import io.tallystream.event.v1.RollupRow;
import io.tallystream.sink.PoisonRecordException;
import io.tallystream.sink.Statement;
import io.tallystream.sink.Version;
import io.tallystream.sink.View;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Topic {@code rollups} as rows of {@code rollup_*}. */
final class RollupView implements View {
  private static final int FORMAT = 1;

  private final Months months = new Months();

  @Override
  public Batch read(List<ConsumerRecord<byte[], byte[]>> records) {
    var buckets = new TreeSet<Long>();
    Map<RollupFamily, FamilyRows> families = new EnumMap<>(RollupFamily.class);
    for (var record : records) {
      RollupRow row = decode(record);
      if (row.getFormat() != 0) {
        StoredRow stored = stored(record, row);
        families.computeIfAbsent(stored.key().family(), FamilyRows::new).put(stored);
        if (row.getBucketS() != 0) {
          buckets.add(row.getBucketS());
        }
      }
    }
    var out = new ArrayList<Statement>();
    families.values().forEach(family -> family.writeTo(out));
    return new Batch(months.ensure(buckets), out);
  }

  @Override
  public int project(ConsumerRecord<byte[], byte[]> record) {
    return decode(record).getProject();
  }

  private static StoredRow stored(ConsumerRecord<byte[], byte[]> record, RollupRow row) {
    try {
      var key =
          new RollupKey(
              RollupFamily.byId(row.getFamily()),
              row.getProject(),
              row.getBucketS(),
              row.getDimsList(),
              row.getPart());
      return new StoredRow(key, row.getMeasures(), Version.of(record.offset()));
    } catch (IllegalArgumentException e) {
      throw new PoisonRecordException("not a row of any rollup family", e);
    }
  }

  private static RollupRow decode(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return RollupRow.getDefaultInstance();
    }
    try {
      RollupRow row = RollupRow.parseFrom(record.value());
      if (row.getFormat() == FORMAT) {
        return row;
      }
      throw new PoisonRecordException("no row of format " + FORMAT);
    } catch (InvalidProtocolBufferException e) {
      throw new PoisonRecordException("not a RollupRow", e);
    }
  }
}
