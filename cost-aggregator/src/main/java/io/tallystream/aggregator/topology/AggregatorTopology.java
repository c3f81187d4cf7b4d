package io.tallystream.aggregator.topology;

import io.tallystream.aggregator.rollup.RollupKey;
import io.tallystream.event.Failpoint;
import io.tallystream.event.Topics;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;

/** {@code facts} to {@code rollups} and {@code dead-letters}: one processor, no repartition. */
final class AggregatorTopology {
  static final String STORE = "rollup-store";
  static final String ROLLUPS_SINK = "rollups-sink";
  static final String DEAD_LETTERS_SINK = "dead-letters-sink";

  /** About 50 MB of heap when histograms are full. */
  private static final int MAX_DIRTY = 50_000;

  private AggregatorTopology() {}

  /** What production runs. */
  static Topology writeBack() {
    return Failpoint.BUFFER_OUTSIDE_COMMIT.isOn()
        ? of(TimedRollupStore::new)
        : of(inner -> new WriteBackRollupStore(inner, MAX_DIRTY));
  }

  static Topology of(Function<KeyValueStore<Bytes, byte[]>, RollupStore> variant) {
    var topology = new Topology();
    topology.addSource(
        "facts-source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.FACTS);
    topology.addProcessor("rollup", RollupProcessor::new, "facts-source");
    topology.addStateStore(new RollupStoreBuilder(STORE, variant), "rollup");
    topology.addSink(
        ROLLUPS_SINK,
        Topics.ROLLUPS,
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        (topic, key, value, partitions) -> partition(key),
        "rollup");
    topology.addSink(
        DEAD_LETTERS_SINK,
        Topics.DEAD_LETTERS,
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        "rollup");
    return topology;
  }

  /** A row lives where its facts do. */
  private static Optional<Set<Integer>> partition(byte[] key) {
    return Optional.of(Set.of(RollupKey.partOf(key)));
  }
}
