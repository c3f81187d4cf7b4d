package io.tallystream.sink;

import static io.tallystream.sink.Columns.Type.BIGINT;
import static io.tallystream.sink.Columns.Type.SMALLINT;
import static io.tallystream.sink.Columns.Type.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.deploy.local.servers.Servers;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.DeadLetter;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sink of text values against a real broker and a real database. */
class ViewSinkTest {
  private static final TopicPartition PARTITION = new TopicPartition("words", 3);

  private record Word(String key, String length, long ver) {}

  private static final Columns<Word> COLUMNS =
      new Columns<Word>("word")
          .key("word", TEXT, Word::key)
          .key("part", SMALLINT, w -> (short) 3)
          .column("length", Columns.Type.NUMERIC, Word::length)
          .column("ver", BIGINT, Word::ver);

  private static final View VIEW =
      records -> {
        var rows = new Latest<String, Word>();
        for (var record : records) {
          String key = new String(record.key(), UTF_8);
          rows.put(
              key, new Word(key, new String(record.value(), UTF_8), Version.of(record.offset())));
        }
        return View.Batch.of(
            List.of(
                new Statement(
                    COLUMNS.upsert("word-upsert", "t.ver < excluded.ver"),
                    COLUMNS.arguments(rows.rows()))));
      };

  private final Vertx vertx = Vertx.vertx();
  private final List<Long> sought = new CopyOnWriteArrayList<>();
  private RunningSink running;
  private Pool pool;
  private String kafka;
  private SinkSettings settings;

  @BeforeEach
  void open() {
    Servers servers = Servers.shared();
    kafka = servers.kafkaBootstrapServers();
    settings = new SinkSettings(kafka, servers.databaseUrl());
    pool = SinkPool.open(vertx, settings.databaseUrl(), "test", 1);
    pool.query(
            "CREATE TABLE word (word text, part smallint, length numeric NOT NULL, ver bigint NOT NULL, PRIMARY KEY (word, part))")
        .executeAndAwait();
    running = new RunningSink("words", VIEW, vertx, settings, (p, offset) -> sought.add(offset), 2);
    assertThat(next()).isZero();
  }

  @AfterEach
  void close() {
    running.close();
    pool.closeAndAwait();
    vertx.closeAndAwait();
  }

  @Test
  void aBatchIsStoredWithItsOffset() {
    store(word(5, "tea", "3"), word(6, "coffee", "5"), word(9, "coffee", "6"));
    assertThat(words()).containsExactly("coffee=6", "tea=3");
    assertThat(next()).isEqualTo(10);
  }

  @Test
  void redeliveryIsANoOp() {
    store(word(5, "tea", "3"));
    store(word(6, "tea", "4"));
    store(word(5, "tea", "3"), word(6, "tea", "4"));
    assertThat(words()).containsExactly("tea=4");
    assertThat(next()).isEqualTo(7);
  }

  @Test
  void anOverlappingBatchStoresOnlyWhatIsNew() {
    store(word(5, "tea", "3"));
    store(word(5, "tea", "99"), word(6, "milk", "4"));
    assertThat(words()).containsExactly("milk=4", "tea=3");
  }

  @Test
  void oneRefusedRecordGoesToDeadLettersAndTheOthersAreStored() {
    store(
        IntStream.range(0, 20)
            .mapToObj(i -> word(i, "w" + i, i == 13 ? "not a number" : "" + i))
            .toArray(ConsumerRecord[]::new));
    assertThat(words()).hasSize(19).doesNotContain("w13=13").contains("w12=12", "w14=14");
    assertThat(next()).isEqualTo(20);
    assertThat(deadLetters())
        .anySatisfy(
            letter -> {
              assertThat(letter.getReason()).isEqualTo("rejected_by_database");
              assertThat(letter.getSourceOffset()).isEqualTo(13);
              assertThat(letter.getValue().toStringUtf8()).isEqualTo("not a number");
            });
  }

  @Test
  void aRecordThatTheViewFailsOnIsPoisonAndStopsNothing() {
    var withoutKey = new ConsumerRecord<>(PARTITION.topic(), 3, 1, (byte[]) null, new byte[] {1});
    store(word(0, "tea", "3"), withoutKey, word(2, "milk", "4"));
    assertThat(words()).containsExactly("milk=4", "tea=3");
    assertThat(next()).isEqualTo(3);
    assertThat(deadLetters())
        .anySatisfy(
            letter -> {
              assertThat(letter.getReason()).isEqualTo("undecodable_record");
              assertThat(letter.getDetail()).contains("NullPointerException");
              assertThat(letter.getSourceOffset()).isEqualTo(1);
            });
  }

  @Test
  void aWriterThatLostItsPartitionWaitsForItsSuccessorAndSkips() {
    running.sink().store(batch(word(0, "tea", "3"))).await().atMost(Duration.ofSeconds(10));
    var successor = new RunningSink("words", VIEW, vertx, settings, (p, offset) -> {}, 1);
    successor.sink().store(batch(word(1, "tea", "4"))).await().atMost(Duration.ofSeconds(10));
    store(word(1, "tea", "999"));
    assertThat(words()).containsExactly("tea=4");
    successor.close();
  }

  @Test
  void partitionsShareATransactionAndEachSkipsWhatItHasStored() {
    var other = new TopicPartition("words", 4);
    assertThat(running.sink().nextOffset(other).await().atMost(Duration.ofSeconds(10))).isZero();
    store(word(5, "tea", "3"));
    var polled =
        new ConsumerRecords<>(
            Map.of(
                PARTITION, List.of(word(5, "tea", "99"), word(6, "milk", "4")),
                other, List.of(word(other, 0, "juice", "5"))),
            Map.of());
    running.sink().store(polled).await().atMost(Duration.ofSeconds(20));
    assertThat(words()).containsExactly("juice=5", "milk=4", "tea=3");
    assertThat(next()).isEqualTo(7);
    assertThat(running.sink().nextOffset(other).await().atMost(Duration.ofSeconds(10)))
        .isEqualTo(1);
  }

  @Test
  void aDatabaseThatWentBackIsReadToAgainFromWhereItIs() {
    store(word(5, "tea", "3"));
    store(word(6, "coffee", "5"), word(7, "milk", "4"));
    goBackTo(6, "DELETE FROM word WHERE word IN ('coffee', 'milk')");
    store(word(8, "juice", "5"));
    store(word(9, "water", "5"));
    assertThat(sought).containsExactly(6L);
    assertThat(words()).containsExactly("tea=3");
    store(word(6, "coffee", "5"), word(7, "milk", "4"), word(8, "juice", "5"));
    store(word(9, "water", "5"));
    assertThat(words()).containsExactly("coffee=5", "juice=5", "milk=4", "tea=3", "water=5");
    assertThat(next()).isEqualTo(10);
  }

  @Test
  void aDatabaseThatWentBackIsNoticedWhileNothingComes() {
    store(word(5, "tea", "3"));
    goBackTo(0, "TRUNCATE word");
    running.sink().check().await().atMost(Duration.ofSeconds(10));
    assertThat(sought).containsExactly(0L);
    store(word(5, "tea", "3"));
    assertThat(sought).containsExactly(0L, 0L);
    store(word(5, "tea", "3"));
    assertThat(words()).containsExactly("tea=3");
    running.sink().check().await().atMost(Duration.ofSeconds(10));
    assertThat(sought).hasSize(2);
  }

  private void goBackTo(long offset, String loss) {
    pool.query("UPDATE sink_offset SET off = " + offset + " WHERE sink = 'words'")
        .executeAndAwait();
    pool.query(loss).executeAndAwait();
  }

  @SafeVarargs
  private void store(ConsumerRecord<byte[], byte[]>... records) {
    running.sink().store(batch(records)).await().atMost(Duration.ofSeconds(20));
  }

  @SafeVarargs
  private static ConsumerRecords<byte[], byte[]> batch(ConsumerRecord<byte[], byte[]>... records) {
    return new ConsumerRecords<>(Map.of(PARTITION, List.of(records)), Map.of());
  }

  private static ConsumerRecord<byte[], byte[]> word(long offset, String word, String length) {
    return word(PARTITION, offset, word, length);
  }

  private static ConsumerRecord<byte[], byte[]> word(
      TopicPartition partition, long offset, String word, String length) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        word.getBytes(UTF_8),
        length.getBytes(UTF_8));
  }

  private long next() {
    return running.sink().nextOffset(PARTITION).await().atMost(Duration.ofSeconds(10));
  }

  private List<String> words() {
    var rows = pool.query("SELECT word, length::text FROM word ORDER BY word").executeAndAwait();
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> row.getString(0) + "=" + row.getString(1))
        .toList();
  }

  private List<DeadLetter> deadLetters() {
    var bytes = new ByteArrayDeserializer();
    var letters = new ArrayList<DeadLetter>();
    try (var consumer =
        new KafkaConsumer<>(Map.<String, Object>of("bootstrap.servers", kafka), bytes, bytes)) {
      var partitions =
          consumer.partitionsFor(Topics.DEAD_LETTERS).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          letters.add(DeadLetter.parseFrom(record.value()));
        }
      }
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
    return letters;
  }
}
