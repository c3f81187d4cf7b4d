package io.tallystream.enrichment.topology;

import io.tallystream.event.Routing;
import io.tallystream.event.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * {@code events} and {@code scores} to {@code facts}, {@code bodies} and {@code dead-letters}; and
 * of traces that have not been told of for long, state to {@code cold-state} and what comes late to
 * {@code events.cold}.
 */
final class EnrichmentTopology {
  static final String ENTITIES = "entities";
  static final String SCORE_ENTITIES = "score-entities";
  static final String FACTS_SINK = "facts-sink";
  static final String BODIES_SINK = "bodies-sink";
  static final String DEAD_LETTERS_SINK = "dead-letters-sink";

  static final String COLD_STATE_SINK = "cold-state-sink";
  static final String EVENTS_COLD_SINK = "events-cold-sink";

  private EnrichmentTopology() {}

  /**
   * @param ttl how long a trace stays in the store; zero: for ever
   */
  static Topology of(PriceBook prices, Duration ttl) {
    var t = new Topology();
    var bytes = new ByteArrayDeserializer();
    t.addSource("events-source", bytes, bytes, Topics.EVENTS);
    t.addSource("scores-source", bytes, bytes, Topics.SCORES);
    t.addProcessor("events", () -> new EventProcessor(prices, ttl), "events-source");
    t.addProcessor("scores", ScoreProcessor::new, "scores-source");
    t.addStateStore(store(ENTITIES), "events");
    t.addStateStore(store(SCORE_ENTITIES), "scores");
    sink(t, FACTS_SINK, Topics.FACTS, "events", "scores");
    sink(t, BODIES_SINK, Topics.BODIES, "events");
    sink(t, COLD_STATE_SINK, Topics.COLD_STATE, "events");
    sink(t, EVENTS_COLD_SINK, Topics.EVENTS_COLD, "events");
    sink(t, DEAD_LETTERS_SINK, Topics.DEAD_LETTERS, "events", "scores");
    return t;
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
  }

  private static void sink(Topology t, String name, String topic, String... parents) {
    var bytes = new ByteArraySerializer();
    t.addSink(
        name,
        topic,
        bytes,
        bytes,
        (to, key, value, n) -> Optional.of(Set.of(part(key, n))),
        parents);
  }

  /** Every key starts with the routing key that chose the input's partition. */
  private static int part(byte[] key, int partitions) {
    return Routing.partition(
        Arrays.copyOf(key, Math.min(key.length, Routing.KEY_BYTES)), partitions);
  }
}
