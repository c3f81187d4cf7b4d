package io.tallystream.enrichment.topology;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.enrichment.pricing.Catalogue;
import io.tallystream.event.Letters;
import io.tallystream.event.Routing;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.BodyBundle;
import io.tallystream.event.v1.BodyCodec;
import io.tallystream.event.v1.BodyList;
import io.tallystream.event.v1.ColdTrace;
import io.tallystream.event.v1.DeadLetter;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.event.v1.FactChange;
import io.tallystream.event.v1.FactChange.ChangeCase;
import io.tallystream.event.v1.ModelConfig;
import io.tallystream.event.v1.PricingTier;
import io.tallystream.streams.StreamsConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The topology without a broker: project 1, models {@code m-1} (counts as gpt-4o) and {@code m-2}
 * (as claude) of 3,000 and 15,000 pico-USD.
 */
final class Enrichment implements AutoCloseable {
  static final long TIMESTAMP_MS = 1_767_225_700_123L;
  static final ModelConfig MODEL =
      ModelConfig.newBuilder()
          .setId("m")
          .setMatchPattern("^m-1$")
          .setTokenizerId("openai")
          .setTokenizerConfig("{\"tokenizerModel\":\"gpt-4o\"}")
          .addTiers(
              PricingTier.newBuilder()
                  .setId("p")
                  .setIsDefault(true)
                  .putPrices("input", 3_000)
                  .putPrices("output", 15_000))
          .build();

  static final ModelConfig CLAUDE =
      MODEL.toBuilder()
          .setId("m2")
          .setMatchPattern("^m-2$")
          .setTokenizerId("claude")
          .clearTokenizerConfig()
          .build();

  private final List<Long> asked = new ArrayList<>();
  private Catalogue catalogue = new Catalogue(List.of(MODEL, CLAUDE));
  private long now = TIMESTAMP_MS;
  private final Map<Bytes, ColdTrace> coldStates = new HashMap<>();
  private final List<TestRecord<byte[], byte[]>> questions = new ArrayList<>();
  private int evictions;
  private final TopologyTestDriver driver;

  Enrichment(Path state) {
    this(state, Duration.ZERO);
  }

  /**
   * @param ttl how long a trace stays in the store; zero: for ever
   */
  Enrichment(Path state, Duration ttl) {
    driver =
        new TopologyTestDriver(
            EnrichmentTopology.of(
                epochMs -> {
                  asked.add(epochMs);
                  return catalogue;
                },
                ttl),
            StreamsConfiguration.of(
                "enrichment-streams", Duration.ofMillis(100), "localhost:1", state.toString(), 1));
  }

  /** The definitions are these from now on. */
  Enrichment models(ModelConfig... models) {
    catalogue = new Catalogue(List.of(models));
    return this;
  }

  /**
   * Some of the events that wait for their trace's state come back: with it or, as when a sink is
   * behind, without; once or twice; in any order.
   *
   * @return how many still wait
   */
  int rehydrate(Random random) {
    collect();
    Collections.shuffle(questions, random);
    for (var question : List.copyOf(questions)) {
      if (random.nextBoolean()) {
        questions.remove(question);
        var state = coldStates.get(Bytes.wrap(question.key()));
        var asked = parse(EventBatch::parseFrom, question.value()).toBuilder();
        boolean known = state != null && random.nextInt(4) > 0;
        byte[] answer = (known ? asked.setCold(state) : asked.clearCold()).build().toByteArray();
        for (int n = random.nextInt(3); n < 3; n += 2) {
          raw(Topics.EVENTS, answer);
        }
      }
    }
    // Of what was answered, too: what came back without its state has asked again.
    collect();
    return questions.size();
  }

  /** What has left the store, and the events that wait for it. */
  private void collect() {
    for (var record : records(Topics.COLD_STATE)) {
      Bytes key = Bytes.wrap(record.key());
      if (record.value() == null) {
        coldStates.remove(key);
      } else {
        coldStates.put(key, parse(ColdTrace::parseFrom, record.value()));
        evictions++;
      }
    }
    questions.addAll(records(Topics.EVENTS_COLD));
  }

  /** States that left the store and are not gone for good, by their trace's routing key. */
  Map<Bytes, ColdTrace> coldStates() {
    return coldStates;
  }

  int evictions() {
    return evictions;
  }

  /** One record of trace {@code t}. */
  Enrichment events(String... events) {
    return raw(Topics.EVENTS, record("t", events).build().toByteArray());
  }

  Enrichment scores(String id, String... events) {
    return raw(Topics.SCORES, record(id, events).build().toByteArray());
  }

  /** The trace {@code t}, for good. */
  Enrichment deleteTrace() {
    return raw(Topics.EVENTS, record("t").setDeleted(true).build().toByteArray());
  }

  Enrichment deleteScore(String id) {
    return raw(Topics.SCORES, record(id).setDeleted(true).build().toByteArray());
  }

  Enrichment raw(String topic, byte[] value) {
    var bytes = new ByteArraySerializer();
    byte[] key = Routing.key(1, Routing.hash("t"));
    driver.createInputTopic(topic, bytes, bytes).pipeInput(key, value, now);
    return this;
  }

  /** Clock and append times. */
  Enrichment later(Duration by) {
    now += by.toMillis();
    driver.advanceWallClockTime(by);
    return this;
  }

  /** As the replay of a letter sends it. */
  Enrichment replay(DeadLetter letter) {
    var bytes = new ByteArraySerializer();
    var again = Letters.replay(letter);
    driver
        .createInputTopic(again.topic(), bytes, bytes)
        .pipeInput(
            new TestRecord<>(
                again.key(), again.value(), again.headers(), Instant.ofEpochMilli(TIMESTAMP_MS)));
    return this;
  }

  List<Headers> headersOfFacts() {
    return records(Topics.FACTS).stream().map(TestRecord::headers).toList();
  }

  static EventBatch.Builder record(String id, String... events) {
    var batch =
        EventBatch.newBuilder().setFormat(1).setProject(1).setReceivedAtUs(7).setTraceId(id);
    List.of(events).forEach(e -> batch.addBatchEvents(ByteString.copyFromUtf8(e)));
    return batch;
  }

  List<Long> askedPricesAsOf() {
    return asked;
  }

  /** Without tombstones. */
  List<FactChange> facts() {
    return read(Topics.FACTS, FactChange::parseFrom).stream()
        .filter(change -> change.getChangeCase() != ChangeCase.CHANGE_NOT_SET)
        .toList();
  }

  /** How all events since the last call ended: stored, duplicate, quarantined. */
  List<Integer> outcomes() {
    int[] sums = new int[3];
    for (FactChange change : read(Topics.FACTS, FactChange::parseFrom)) {
      sums[0] += change.getOutcome().getStored();
      sums[1] += change.getOutcome().getDuplicate();
      sums[2] += change.getOutcome().getQuarantined();
    }
    return List.of(sums[0], sums[1], sums[2]);
  }

  /** Everything on a topic since it was read last, tombstones too. */
  List<TestRecord<byte[], byte[]>> records(String topic) {
    var bytes = new ByteArrayDeserializer();
    return driver.createOutputTopic(topic, bytes, bytes).readRecordsToList();
  }

  /** Everything that the changelog of a store got since it was read last. */
  List<TestRecord<byte[], byte[]>> changelog(String store) {
    return records("enrichment-streams-" + store + "-changelog");
  }

  List<BodyBundle> bundles() {
    return read(Topics.BODIES, BodyBundle::parseFrom);
  }

  List<DeadLetter> letters() {
    return read(Topics.DEAD_LETTERS, DeadLetter::parseFrom);
  }

  List<String> bodies() {
    return read(Topics.BODIES, BodyBundle::parseFrom).stream()
        .flatMap(bundle -> parse(BodyList::parseFrom, plain(bundle)).getBodyList().stream())
        .map(body -> body.getData().toStringUtf8())
        .toList();
  }

  private static byte[] plain(BodyBundle bundle) {
    byte[] data = bundle.getData().toByteArray();
    return bundle.getCodec() == BodyCodec.ZSTD
        ? Zstd.decompress(data, (int) bundle.getSize())
        : data;
  }

  static EventBatch batch(DeadLetter letter) {
    return parse(EventBatch::parseFrom, letter.getValue().toByteArray());
  }

  private interface Parser<T> {
    T parse(byte[] bytes) throws InvalidProtocolBufferException;
  }

  private <T> List<T> read(String topic, Parser<T> parser) {
    return records(topic).stream()
        .map(TestRecord::value)
        .filter(Objects::nonNull)
        .map(value -> parse(parser, value))
        .toList();
  }

  private static <T> T parse(Parser<T> parser, byte[] bytes) {
    try {
      return parser.parse(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("the topology wrote what it cannot read", e);
    }
  }

  @Override
  public void close() {
    driver.close();
  }
}
