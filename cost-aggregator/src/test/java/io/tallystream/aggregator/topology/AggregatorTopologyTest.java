package io.tallystream.aggregator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.aggregator.rollup.Aggregate;
import io.tallystream.aggregator.rollup.Facts;
import io.tallystream.aggregator.rollup.RollupKey;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.DeadLetter;
import io.tallystream.event.v1.FactChange;
import io.tallystream.event.v1.ObservationChange;
import io.tallystream.event.v1.ObservationFact;
import io.tallystream.event.v1.RollupRow;
import io.tallystream.streams.StreamsConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both store variants answer to the same tests. */
class AggregatorTopologyTest {
  @TempDir Path state;

  private final List<DeadLetter> letters = new ArrayList<>();

  /** A variant of the store, by the name that a failure shows. */
  record Variant(String name, Function<KeyValueStore<Bytes, byte[]>, RollupStore> store) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Variant> variants() {
    return Stream.of(
        new Variant("write-back", inner -> new WriteBackRollupStore(inner, 50_000)),
        new Variant("write-back, full after 3 rows", inner -> new WriteBackRollupStore(inner, 3)),
        new Variant("write-through", WriteThroughRollupStore::new));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theLastRowOfEachKeyIsWhatTheFinalFactsSumTo(Variant variant) throws IOException {
    Facts facts = Facts.of(42, 200);
    assertThat(run(AggregatorTopology.of(variant.store()), facts)).isEqualTo(expected(facts));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void poisonIsQuarantinedAndChangesNoSum(Variant variant) throws Exception {
    Facts facts = Facts.of(42, 20);
    FactChange fact = facts.changes().getFirst();
    var elsewhere = ObservationFact.newBuilder().setProject(42).setPart(7).setModel("m");
    List<byte[]> poison =
        List.of(
            new byte[] {1, 2, 3},
            new byte[0],
            fact.toBuilder().setFormat(2).build().toByteArray(),
            FactChange.newBuilder()
                .setFormat(1)
                .setObservation(ObservationChange.newBuilder().setNext(elsewhere))
                .build()
                .toByteArray());
    assertThat(run(AggregatorTopology.of(variant.store()), facts, poison))
        .isEqualTo(expected(facts));
    assertThat(letters)
        .allSatisfy(
            letter -> {
              assertThat(letter.getStage()).isEqualTo("aggregator/decode");
              assertThat(letter.getReason()).isEqualTo("undecodable_record");
            })
        .extracting(letter -> letter.getValue().toByteArray())
        .containsExactlyElementsOf(poison);
  }

  @Test
  void theTopologyIsTheReviewedOne() throws IOException {
    try (var golden = getClass().getResourceAsStream("/topology.txt")) {
      assertThat(AggregatorTopology.writeBack().describe().toString().strip())
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }

  private Map<RollupKey, Aggregate> run(Topology topology, Facts facts) throws IOException {
    return run(topology, facts, List.of());
  }

  private Map<RollupKey, Aggregate> run(Topology topology, Facts facts, List<byte[]> poison)
      throws IOException {
    var settings =
        StreamsConfiguration.of(
            "cost-aggregator", Duration.ofMillis(100), "none:1", state.toString(), 1);
    var last = new HashMap<RollupKey, Aggregate>();
    try (var driver = new TopologyTestDriver(topology, settings)) {
      var in =
          driver.createInputTopic(
              Topics.FACTS, new ByteArraySerializer(), new ByteArraySerializer());
      poison.forEach(value -> in.pipeInput(new byte[] {1}, value));
      facts.changes().forEach(change -> in.pipeInput(new byte[] {1}, change.toByteArray()));
      driver
          .createOutputTopic(
              Topics.ROLLUPS, new ByteArrayDeserializer(), new ByteArrayDeserializer())
          .readKeyValuesToList()
          .forEach(kv -> put(last, RollupKey.parse(kv.key), kv.value));
      for (byte[] letter :
          driver
              .createOutputTopic(
                  Topics.DEAD_LETTERS, new ByteArrayDeserializer(), new ByteArrayDeserializer())
              .readValuesToList()) {
        letters.add(DeadLetter.parseFrom(letter));
      }
    }
    // A row of nothing is followed by a tombstone: its key may name a user.
    assertThat(last.values()).noneMatch(Aggregate::isZero);
    return last;
  }

  static void put(Map<RollupKey, Aggregate> last, RollupKey key, byte[] row) {
    if (row == null) {
      last.remove(key);
    } else {
      last.put(key, measures(row));
    }
  }

  static Aggregate measures(byte[] row) {
    try {
      return Aggregate.of(RollupRow.parseFrom(row).getMeasures());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<RollupKey, Aggregate> expected(Facts facts) {
    var rows = new HashMap<RollupKey, Aggregate>();
    facts
        .finalContributions()
        .forEach(
            row -> rows.computeIfAbsent(row.key(), k -> new Aggregate()).add(row.measures(), 1));
    rows.values().removeIf(Aggregate::isZero);
    return rows;
  }
}
