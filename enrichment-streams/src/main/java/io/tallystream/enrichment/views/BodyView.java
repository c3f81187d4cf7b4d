package io.tallystream.enrichment.views;

import static io.tallystream.sink.Columns.Type.BIGINT;
import static io.tallystream.sink.Columns.Type.BOOLEAN;
import static io.tallystream.sink.Columns.Type.BYTEA;
import static io.tallystream.sink.Columns.Type.DATE;
import static io.tallystream.sink.Columns.Type.INT;
import static io.tallystream.sink.Columns.Type.SMALLINT;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.event.Routing;
import io.tallystream.event.v1.Body;
import io.tallystream.event.v1.Stamp;
import io.tallystream.sink.Columns;
import io.tallystream.sink.Latest;
import io.tallystream.sink.PoisonRecordException;
import io.tallystream.sink.Statement;
import io.tallystream.sink.View;
import io.vertx.core.buffer.Buffer;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Topic {@code bodies} as rows of {@code payload}. A payload never changes: the stamp of its event
 * is in the key.
 */
final class BodyView implements View {
  private static final UUID TRACE_ITSELF = new UUID(0, 0);

  private record Key(Rows.Key entity, int field, Stamp stamp, LocalDate day)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::entity)
            .thenComparingInt(Key::field)
            .thenComparingLong(k -> k.stamp.getTimeUs())
            .thenComparingInt(k -> k.stamp.getRank())
            .thenComparingLong(k -> k.stamp.getHash())
            .thenComparing(Key::day);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private record Row(Key key, Body body) {}

  private static final Columns<Row> COLUMNS =
      new Columns<Row>("payload")
          .key("project_id", INT, r -> r.key.entity.project())
          .key("trace_h", Columns.Type.UUID, r -> r.key.entity.root())
          .key("obs_h", Columns.Type.UUID, r -> r.key.entity.id())
          .key("field", SMALLINT, r -> (short) r.key.field)
          .key("stamp_us", BIGINT, r -> r.key.stamp.getTimeUs())
          .key("stamp_rank", SMALLINT, r -> (short) r.key.stamp.getRank())
          .key("stamp_hash", BIGINT, r -> r.key.stamp.getHash())
          .key("day", DATE, r -> r.key.day)
          .key("part", SMALLINT, r -> (short) r.body.getPart())
          .column("codec", SMALLINT, r -> (short) r.body.getCodecValue())
          .column("json", BOOLEAN, r -> r.body.getJson())
          .column("size", BIGINT, r -> r.body.getSize())
          .column("data", BYTEA, r -> Buffer.buffer(r.body.getData().toByteArray()));

  private static final String INSERT = COLUMNS.insertIfAbsent("payload-insert");

  private final Days days = new Days();

  @Override
  public List<Statement> prepare(List<ConsumerRecord<byte[], byte[]>> records) {
    var of = new TreeSet<LocalDate>();
    records.forEach(record -> of.add(Days.of(decode(record).getReceivedAtUs())));
    return days.ensure(of);
  }

  @Override
  public List<Statement> store(List<ConsumerRecord<byte[], byte[]>> records) {
    var rows = new Latest<Key, Row>();
    for (var record : records) {
      Body body = decode(record);
      rows.put(key(body), new Row(key(body), body));
    }
    return List.of(new Statement(INSERT, COLUMNS.arguments(rows.rows())));
  }

  private static Key key(Body body) {
    String observation = body.getObservationId();
    var entity =
        new Rows.Key(
            body.getProject(),
            Routing.hash(body.getTraceId()),
            observation.isEmpty() ? TRACE_ITSELF : Routing.hash(observation));
    return new Key(entity, body.getFieldValue(), body.getStamp(), Days.of(body.getReceivedAtUs()));
  }

  private static Body decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Body.parseFrom(record.value());
    } catch (InvalidProtocolBufferException e) {
      throw new PoisonRecordException("not a Body", e);
    }
  }
}
