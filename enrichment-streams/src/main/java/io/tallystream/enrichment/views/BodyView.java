package io.tallystream.enrichment.views;

import static io.tallystream.sink.Columns.Type.BIGINT;
import static io.tallystream.sink.Columns.Type.BYTEA;
import static io.tallystream.sink.Columns.Type.DATE;
import static io.tallystream.sink.Columns.Type.INT;
import static io.tallystream.sink.Columns.Type.SMALLINT;
import static io.tallystream.sink.Columns.Type.UUIDS;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.event.Routing;
import io.tallystream.event.v1.BodyBundle;
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
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Topic {@code bodies} as rows of {@code payload}. A bundle never changes: what is in it is its
 * key.
 */
final class BodyView implements View {
  /** {@link Rows.Key#id} is the hash of the bundle's bytes. */
  private record Key(Rows.Key bundle, LocalDate day) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::bundle).thenComparing(Key::day);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private record Row(Key key, BodyBundle value) {}

  private static final Columns<Row> COLUMNS =
      new Columns<Row>("payload")
          .key("project_id", INT, r -> r.key.bundle.project())
          .key("trace_h", Columns.Type.UUID, r -> r.key.bundle.root())
          .key("bundle_h", Columns.Type.UUID, r -> r.key.bundle.id())
          .key("day", DATE, r -> r.key.day)
          .key("part", SMALLINT, r -> (short) r.value.getPart())
          .column("obs_hs", UUIDS, r -> owners(r.value))
          .column("codec", SMALLINT, r -> (short) r.value.getCodecValue())
          .column("size", BIGINT, r -> r.value.getSize())
          .column("data", BYTEA, r -> Buffer.buffer(r.value.getData().toByteArray()));

  private static final String INSERT = COLUMNS.insertIfAbsent("payload-insert");

  private static final int FORMAT = 1;

  private final Days days = new Days();

  @Override
  public Batch read(List<ConsumerRecord<byte[], byte[]>> records) {
    var of = new TreeSet<LocalDate>();
    var rows = new Latest<Key, Row>();
    for (var record : records) {
      BodyBundle bundle = decode(record);
      Key key = key(bundle);
      rows.put(key, new Row(key, bundle));
      of.add(key.day);
    }
    return new Batch(
        days.ensure(of), List.of(new Statement(INSERT, COLUMNS.arguments(rows.rows()))));
  }

  private static Key key(BodyBundle bundle) {
    var key =
        new Rows.Key(
            bundle.getProject(),
            Routing.hash(bundle.getTraceId()),
            Routing.hash(bundle.getData().toByteArray()));
    return new Key(key, Days.of(bundle.getReceivedAtUs()));
  }

  private static String owners(BodyBundle bundle) {
    return bundle.getObservationIdList().stream()
        .map(Routing::payloadOwner)
        .map(UUID::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Override
  public int project(ConsumerRecord<byte[], byte[]> record) {
    return decode(record).getProject();
  }

  private static BodyBundle decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.value() != null) {
        BodyBundle bundle = BodyBundle.parseFrom(record.value());
        if (bundle.getFormat() == FORMAT) {
          return bundle;
        }
      }
      throw new PoisonRecordException("no bundle of format " + FORMAT);
    } catch (InvalidProtocolBufferException e) {
      throw new PoisonRecordException("not a BodyBundle", e);
    }
  }
}
