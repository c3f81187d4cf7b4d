package io.tallystream.enrichment.views;

import static io.tallystream.sink.Columns.Type.BIGINT;
import static io.tallystream.sink.Columns.Type.INT;
import static io.tallystream.sink.Columns.Type.JSONB;
import static io.tallystream.sink.Columns.Type.SMALLINT;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.event.v1.GatewayLedger;
import io.tallystream.sink.Columns;
import io.tallystream.sink.JsonText;
import io.tallystream.sink.Latest;
import io.tallystream.sink.PoisonRecordException;
import io.tallystream.sink.Statement;
import io.tallystream.sink.Version;
import io.tallystream.sink.View;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Topic {@code ledger} as rows of {@code ledger_gateway}. */
final class LedgerView implements View {
  private static final int FORMAT = 1;

  private record Key(int project, long minute, UUID instance, int part) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::project)
            .thenComparingLong(Key::minute)
            .thenComparing(Key::instance)
            .thenComparingInt(Key::part);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private record Row(Key key, long ver, GatewayLedger counts) {}

  private static final Columns<Row> COLUMNS =
      new Columns<Row>("ledger_gateway")
          .key("project_id", INT, r -> r.key.project)
          .key("minute", BIGINT, r -> r.key.minute)
          .key("instance", Columns.Type.UUID, r -> r.key.instance)
          .key("part", SMALLINT, r -> (short) r.key.part)
          .column("ver", BIGINT, Row::ver)
          .column("accepted", BIGINT, r -> r.counts.getAccepted())
          .column("rejected", JSONB, r -> JsonText.object(r.counts.getRejectedMap()));

  private static final String UPSERT = COLUMNS.upsert("ledger-gateway-upsert", Rows.NEWER);

  @Override
  public Batch read(List<ConsumerRecord<byte[], byte[]>> records) {
    var rows = new Latest<Key, Row>();
    for (var record : records) {
      GatewayLedger counts = decode(record);
      var instance = UUID.fromString(counts.getInstance());
      var key = new Key(counts.getProject(), counts.getMinute(), instance, record.partition());
      rows.put(key, new Row(key, Version.of(record.offset()), counts));
    }
    return Batch.of(List.of(new Statement(UPSERT, COLUMNS.arguments(rows.rows()))));
  }

  private static GatewayLedger decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      GatewayLedger counts =
          GatewayLedger.parseFrom(record.value() == null ? new byte[0] : record.value());
      if (counts.getFormat() == FORMAT) {
        return counts;
      }
      throw new PoisonRecordException("no counts of format " + FORMAT);
    } catch (InvalidProtocolBufferException e) {
      throw new PoisonRecordException("not a GatewayLedger", e);
    }
  }
}
