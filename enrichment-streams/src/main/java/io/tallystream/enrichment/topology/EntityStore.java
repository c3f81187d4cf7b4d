package io.tallystream.enrichment.topology;

import com.google.protobuf.ByteString;
import io.tallystream.enrichment.merge.Entity;
import io.tallystream.enrichment.merge.EntityCodec;
import io.tallystream.event.FactKey;
import io.tallystream.event.v1.EntityState;
import io.tallystream.event.v1.TraceState;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

  /**
   * Bytes of a trace and of all its observations, in the order of their keys; empty when they are
   * more than {@code most}.
   */
  Optional<TraceState> state(FactKey trace, int most) {
    var state = TraceState.newBuilder();
    byte[] prefix = trace.routingKey();
    int size = 0;
    try (var rows = store.prefixScan(Bytes.wrap(prefix), new BytesSerializer())) {
      while (rows.hasNext() && size <= most) {
        var row = rows.next();
        byte[] key = row.key.get();
        size += key.length + row.value.length;
        state.addEntity(
            EntityState.newBuilder()
                .setKey(ByteString.copyFrom(key, prefix.length, key.length - prefix.length))
                .setValue(ByteString.copyFrom(row.value)));
      }
    }
    return size > most ? Optional.empty() : Optional.of(state.build());
  }

  /** Leaves a mark instead of what {@link #state} read. */
  void evict(FactKey trace, TraceState state, Entity mark) {
    state.getEntityList().forEach(e -> store.delete(key(trace, e)));
    put(trace, mark);
  }

  /** Undoes {@link #evict}. */
  void restore(FactKey trace, TraceState state) {
    state.getEntityList().forEach(e -> store.put(key(trace, e), e.getValue().toByteArray()));
  }

  private static Bytes key(FactKey trace, EntityState entity) {
    byte[] routing = trace.routingKey();
    byte[] key = Arrays.copyOf(routing, routing.length + entity.getKey().size());
    entity.getKey().copyTo(key, routing.length);
    return Bytes.wrap(key);
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
