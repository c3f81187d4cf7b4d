package io.tallystream.enrichment.topology;

import io.tallystream.enrichment.merge.Entity;
import io.tallystream.enrichment.merge.EntityCodec;
import io.tallystream.event.FactKey;
import io.tallystream.event.v1.ObservationFact;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Entities by {@link FactKey}. */
record EntityStore(KeyValueStore<Bytes, byte[]> store) {
  Entity get(FactKey key) {
    return EntityCodec.decode(store.get(Bytes.wrap(key.bytes())));
  }

  void put(FactKey key, Entity entity) {
    store.put(Bytes.wrap(key.bytes()), EntityCodec.encode(entity));
  }

  /** Every observation of a trace, by its key's bytes. */
  Map<Bytes, ObservationFact> observations(FactKey trace) {
    byte[] prefix =
        ByteBuffer.allocate(21)
            .put(trace.routingKey())
            .put((byte) FactKey.Kind.OBSERVATION.ordinal())
            .array();
    var all = new HashMap<Bytes, ObservationFact>();
    try (var rows = store.prefixScan(Bytes.wrap(prefix), new BytesSerializer())) {
      rows.forEachRemaining(
          row -> all.put(row.key, LastFact.observation(EntityCodec.decode(row.value))));
    }
    return all;
  }
}
