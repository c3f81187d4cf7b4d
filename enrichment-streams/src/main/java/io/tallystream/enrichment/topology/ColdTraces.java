package io.tallystream.enrichment.topology;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.enrichment.merge.Entity;
import io.tallystream.event.FactKey;
import io.tallystream.event.Routing;
import io.tallystream.event.v1.ColdTrace;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.event.v1.TraceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.errors.ProcessorStateException;

/**
 * Traces that leave the store when their time is over, whole, and come back when something is said
 * about them. A mark stays, with the hash of what left: so what is not in the store is new, and
 * what comes back is what left, or is asked for again.
 */
final class ColdTraces {
  private static final int FORMAT = 1;
  private static final int LEVEL = 3;

  /** With each record: it brings in one at most. */
  private static final int TRACES = 2;

  /** With its events a state must fit into a record; what is larger stays in the store. */
  private static final int MAX_STATE = 1 << 20;

  private static final int MAX_PLAIN = 8 << 20;

  private final EntityStore store;
  private final Expiry expiry;
  private final Duration ttl;

  /**
   * @param ttl how long a trace stays in the store; zero: for ever
   */
  ColdTraces(EntityStore store, Expiry expiry, Duration ttl) {
    this.store = store;
    this.expiry = expiry;
    this.ttl = ttl;
  }

  /** Its time begins. */
  void entered(FactKey trace, long nowMs) {
    if (ttl.isPositive()) {
      expiry.add(trace, nowMs);
    }
  }

  /** Evicts some of those whose time is over, oldest first. */
  List<Output> evict(long nowMs) {
    if (!ttl.isPositive()) {
      return List.of();
    }
    var out = new ArrayList<Output>();
    for (Expiry.Entry due : expiry.until(nowMs - ttl.toMillis(), TRACES)) {
      expiry.remove(due);
      // Or it was deleted since.
      if (store.get(due.trace()).seq() > 0) {
        evict(due.trace(), nowMs, out);
      }
    }
    return out;
  }

  private void evict(FactKey trace, long nowMs, List<Output> out) {
    Optional<TraceState> state = store.state(trace, MAX_PLAIN);
    Optional<ColdTrace> cold = state.map(ColdTraces::pack);
    if (cold.isEmpty() || cold.get().getData().size() > MAX_STATE) {
      expiry.add(trace, nowMs);
      return;
    }
    store.evict(trace, state.get(), Entity.cold(cold.get().getHash()));
    out.add(
        new Output(
            EnrichmentTopology.COLD_STATE_SINK, trace.routingKey(), cold.get().toByteArray()));
  }

  /**
   * Puts a state back; false when it is not the one that left last.
   *
   * @param mark that was left
   */
  boolean restore(FactKey trace, Entity mark, ColdTrace cold, long nowMs) {
    if (cold.getData().isEmpty() || hash(cold.getData().toByteArray()) != mark.coldHash()) {
      return false;
    }
    store.restore(trace, unpack(cold));
    entered(trace, nowMs);
    return true;
  }

  /** Sends a record to where its trace's state is. */
  static Output question(FactKey trace, Entity mark, EventBatch batch) {
    var wanted = ColdTrace.newBuilder().setFormat(FORMAT).setHash(mark.coldHash());
    byte[] value = batch.toBuilder().setCold(wanted).build().toByteArray();
    return new Output(EnrichmentTopology.EVENTS_COLD_SINK, trace.routingKey(), value);
  }

  private static ColdTrace pack(TraceState state) {
    byte[] plain = state.toByteArray();
    byte[] data = Zstd.compress(plain, LEVEL);
    return ColdTrace.newBuilder()
        .setFormat(FORMAT)
        .setHash(hash(data))
        .setData(ByteString.copyFrom(data))
        .setSize(plain.length)
        .build();
  }

  static TraceState unpack(ColdTrace cold) {
    try {
      return TraceState.parseFrom(
          Zstd.decompress(cold.getData().toByteArray(), (int) cold.getSize()));
    } catch (InvalidProtocolBufferException e) {
      throw new ProcessorStateException("what left the store is no state", e);
    }
  }

  private static long hash(byte[] data) {
    return Routing.hash(data).getMostSignificantBits();
  }
}
