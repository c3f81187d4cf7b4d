package io.tallystream.enrichment.views;

import static io.tallystream.sink.Columns.Type.BIGINT;
import static io.tallystream.sink.Columns.Type.BYTEA;
import static io.tallystream.sink.Columns.Type.INT;
import static io.tallystream.sink.Columns.Type.SMALLINT;
import static io.tallystream.sink.Columns.Type.TEXT;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.event.Letters;
import io.tallystream.event.v1.DeadLetter;
import io.tallystream.sink.Columns;
import io.tallystream.sink.Latest;
import io.tallystream.sink.Statement;
import io.tallystream.sink.View;
import io.vertx.core.buffer.Buffer;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Topic {@code dead-letters} as rows of {@code dead_letter}. Refuses nothing, since a letter about
 * a letter could be refused too: a record that is no letter is stored as one about itself.
 */
final class LetterView implements View {
  static final String SINK = "letter-sink";

  private record Key(int project, UUID id, int part) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::project).thenComparing(Key::id).thenComparingInt(Key::part);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private record Row(Key key, DeadLetter letter) {}

  private static final Columns<Row> COLUMNS =
      new Columns<Row>("dead_letter")
          .key("project_id", INT, r -> r.key.project)
          .key("letter_h", Columns.Type.UUID, r -> r.key.id)
          .key("part", SMALLINT, r -> (short) r.key.part)
          .column("origin_h", Columns.Type.UUID, r -> origin(r.letter))
          .column("attempt", INT, r -> r.letter.getAttempt())
          .column("quarantined_us", BIGINT, r -> r.letter.getQuarantinedAtUs())
          .column("source_off", BIGINT, r -> r.letter.getSourceOffset())
          .column("source_topic", TEXT, r -> text(r.letter.getSourceTopic()))
          .column("stage", TEXT, r -> text(r.letter.getStage()))
          .column("reason", TEXT, r -> text(r.letter.getReason()))
          .column("detail", TEXT, r -> text(r.letter.getDetail()))
          .column("size", BIGINT, r -> (long) r.letter.getValue().size())
          .column("key", BYTEA, r -> Buffer.buffer(r.letter.getKey().toByteArray()))
          .column("value", BYTEA, r -> Buffer.buffer(r.letter.getValue().toByteArray()));

  private static final String INSERT = COLUMNS.insertIfAbsent("dead-letter-insert");

  @Override
  public Batch read(List<ConsumerRecord<byte[], byte[]>> records) {
    var rows = new Latest<Key, Row>();
    for (var record : records) {
      DeadLetter letter = of(record);
      var key = new Key(letter.getProject(), Letters.id(letter), letter.getSourcePartition());
      rows.put(key, new Row(key, letter));
    }
    return Batch.of(List.of(new Statement(INSERT, COLUMNS.arguments(rows.rows()))));
  }

  /** The letter that a record is, or one about the record. */
  static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    try {
      DeadLetter letter = DeadLetter.parseFrom(value);
      if (letter.getFormat() == Letters.FORMAT
          && letter.getSourcePartition() == (short) letter.getSourcePartition()) {
        return letter;
      }
    } catch (InvalidProtocolBufferException e) {
      return about(record, value);
    }
    return about(record, value);
  }

  private static DeadLetter about(ConsumerRecord<byte[], byte[]> record, byte[] value) {
    var source =
        new Letters.Source(
            record.topic(), record.partition(), record.offset(), record.key(), record.headers());
    return Letters.about(source, SINK, record.timestamp())
        .setReason("undecodable_record")
        .setDetail("no DeadLetter")
        .setValue(ByteString.copyFrom(value))
        .build();
  }

  private static @Nullable UUID origin(DeadLetter letter) {
    try {
      return letter.getOrigin().isEmpty() ? null : UUID.fromString(letter.getOrigin());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** PostgreSQL has no NUL in text. */
  private static String text(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
