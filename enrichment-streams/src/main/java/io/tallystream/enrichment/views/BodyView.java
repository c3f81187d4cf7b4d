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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Topic {@code bodies} as rows of {@code payload}. A bundle never changes: what is in it is its
 * key. What is deleted is known by {@code deleted_trace}, which only this sink writes, so that one
 * partition's transactions, which take turns, see it in any order of bundles and deletions.
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

  private static final String INSERT =
      COLUMNS.insertIfAbsent(
          "payload-insert",
          """
          NOT EXISTS (SELECT 1 FROM deleted_trace d
            WHERE d.project_id = u.project_id AND d.trace_h = u.trace_h AND d.part = u.part)""");

  private static final Columns<Row> DELETED =
      new Columns<Row>("deleted_trace")
          .key("project_id", INT, r -> r.key.bundle.project())
          .key("trace_h", Columns.Type.UUID, r -> r.key.bundle.root())
          .key("part", SMALLINT, r -> (short) r.value.getPart());

  private static final String MARK = DELETED.insertIfAbsent("deleted-trace-insert");

  private static final String DELETE =
      """
      /* payload-delete */ DELETE FROM payload t
      USING unnest($1::int[], $2::uuid[], $3::smallint[]) AS u(project_id, trace_h, part)
      WHERE t.project_id = u.project_id AND t.trace_h = u.trace_h AND t.part = u.part""";

  private static final int FORMAT = 1;

  private final Days days = new Days();

  @Override
  public Batch read(List<ConsumerRecord<byte[], byte[]>> records) {
    var of = new TreeSet<LocalDate>();
    var rows = new Latest<Key, Row>();
    var deleted = new Latest<Key, Row>();
    for (var record : records) {
      BodyBundle bundle = decode(record);
      Key key = key(bundle);
      (bundle.getDeleted() ? deleted : rows).put(key, new Row(key, bundle));
      if (!bundle.getDeleted()) {
        of.add(key.day);
      }
    }
    return new Batch(days.ensure(of), statements(rows, deleted));
  }

  /** Marks first: they keep out the rows of the same batch. */
  private static List<Statement> statements(Latest<Key, Row> rows, Latest<Key, Row> deleted) {
    var out = new ArrayList<Statement>(3);
    if (!deleted.isEmpty()) {
      out.add(new Statement(MARK, DELETED.arguments(deleted.rows())));
      out.add(new Statement(DELETE, DELETED.arguments(deleted.rows())));
    }
    if (!rows.isEmpty()) {
      out.add(new Statement(INSERT, COLUMNS.arguments(rows.rows())));
    }
    return out;
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
