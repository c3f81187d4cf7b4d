package io.tallystream.enrichment.views;

import static io.tallystream.sink.Columns.Type.BIGINT;
import static io.tallystream.sink.Columns.Type.BYTEA;
import static io.tallystream.sink.Columns.Type.INT;
import static io.tallystream.sink.Columns.Type.SMALLINT;
import static io.tallystream.sink.Columns.Type.UUID;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.event.FactKey;
import io.tallystream.event.v1.ColdTrace;
import io.tallystream.sink.Columns;
import io.tallystream.sink.Latest;
import io.tallystream.sink.PoisonRecordException;
import io.tallystream.sink.Statement;
import io.tallystream.sink.Version;
import io.tallystream.sink.View;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Topic {@code cold-state} as rows of {@code cold_state}: the last state of each trace. */
final class ColdView implements View {
  private record Row(Rows.Key key, int part, long ver, ColdTrace state) {}

  private static final Columns<Row> COLUMNS =
      new Columns<Row>("cold_state")
          .key("project_id", INT, r -> r.key.project())
          .key("trace_h", UUID, r -> r.key.root())
          .key("part", SMALLINT, r -> (short) r.part)
          .column("ver", BIGINT, Row::ver)
          .column("state", BYTEA, r -> Buffer.buffer(r.state.toByteArray()));
  private static final String UPSERT = COLUMNS.upsert("cold-state-upsert", Rows.NEWER);

  @Override
  public Batch read(List<ConsumerRecord<byte[], byte[]>> records) {
    var rows = new Latest<Rows.Key, Row>();
    var deletes = new EntityDeletes("cold_state", "trace_h");
    for (var record : records) {
      FactKey trace = FactKey.trace(record.key());
      var key = new Rows.Key(trace.project(), trace.root(), trace.id());
      long ver = Version.of(record.offset());
      if (record.value() == null) {
        rows.remove(key);
        deletes.add(key, record.partition(), ver);
      } else {
        rows.put(key, new Row(key, record.partition(), ver, decode(record.value())));
      }
    }
    var out = new ArrayList<Statement>(2);
    deletes.writeTo(out);
    Rows.write(rows, COLUMNS, UPSERT, out);
    return Batch.of(out);
  }

  @Override
  public int project(ConsumerRecord<byte[], byte[]> record) {
    return FactKey.trace(record.key()).project();
  }

  private static ColdTrace decode(byte[] value) {
    try {
      return ColdTrace.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new PoisonRecordException("not a ColdTrace", e);
    }
  }
}
