package io.tallystream.enrichment.topology;

import io.tallystream.enrichment.merge.Entity;
import io.tallystream.enrichment.merge.EntityCodec;
import io.tallystream.event.FactKey;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Entities by {@link FactKey}. */
record EntityStore(KeyValueStore<Bytes, byte[]> store) {
  Entity get(FactKey key) {
    return decode(store.get(Bytes.wrap(key.bytes())));
  }

  void put(FactKey key, Entity entity) {
    store.put(Bytes.wrap(key.bytes()), EntityCodec.encode(entity));
  }

  void remove(FactKey key) {
    store.delete(Bytes.wrap(key.bytes()));
  }

  /** Every observation of a trace, by its key's bytes. */
  Map<Bytes, Entity> observations(FactKey trace) {
    byte[] prefix =
        ByteBuffer.allocate(21)
            .put(trace.routingKey())
            .put((byte) FactKey.Kind.OBSERVATION.ordinal())
            .array();
    var all = new HashMap<Bytes, Entity>();
    try (var rows = store.prefixScan(Bytes.wrap(prefix), new BytesSerializer())) {
      rows.forEachRemaining(row -> all.put(row.key, decode(row.value)));
    }
    return all;
  }

  /** Unreadable state is no fault of the record that met it: the task fails. */
  private static Entity decode(byte @Nullable [] bytes) {
    try {
      return EntityCodec.decode(bytes);
    } catch (UncheckedIOException | IllegalStateException | IndexOutOfBoundsException e) {
      throw new ProcessorStateException("state holds what is no entity", e);
    }
  }
}
