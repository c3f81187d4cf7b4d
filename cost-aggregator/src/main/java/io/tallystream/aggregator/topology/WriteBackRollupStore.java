package io.tallystream.aggregator.topology;

import static org.apache.kafka.streams.processor.internals.ProcessorContextUtils.asInternalProcessorContext;

import io.tallystream.aggregator.rollup.Aggregate;
import io.tallystream.aggregator.rollup.RollupKey;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the changes of a transaction on the heap and writes each changed row once, in the commit.
 *
 * <p>The only class that touches internals of Kafka Streams (4.2.1): {@code
 * StreamTask.prepareCommit} calls {@link #flushCache} of stores that are a {@code CachedStateStore}
 * and no other hook, neither {@link StateStore#flush} nor a punctuator, runs before every commit. A
 * buffer outside it loses what a crash finds in it.
 */
class WriteBackRollupStore extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]>
    implements RollupStore {
  private static final long UNREAD = -1;

  private final RollupTable table;
  private final int maxDirty;
  private final Map<RollupKey, Aggregate> dirty = new HashMap<>();
  private long highWaterMark = UNREAD;
  private boolean advanced;
  private @Nullable Emitter emitter;
  private @Nullable InternalProcessorContext<?, ?> context;
  private @Nullable ProcessorNode<?, ?, ?, ?> node;
  private @Nullable ProcessorRecordContext lastRecord;

  /**
   * @param maxDirty rows held on the heap; beyond it they are written early, in the same
   *     transaction
   */
  WriteBackRollupStore(KeyValueStore<Bytes, byte[]> inner, int maxDirty) {
    super(inner);
    this.table = new RollupTable(inner);
    this.maxDirty = maxDirty;
  }

  @Override
  public void init(StateStoreContext stateStoreContext, StateStore root) {
    clearCache();
    context = asInternalProcessorContext(stateStoreContext);
    super.init(stateStoreContext, root);
  }

  @Override
  public void emitTo(Emitter to) {
    emitter = to;
    node = internals().currentNode();
  }

  @Override
  public void add(RollupKey key, Aggregate measures, int sign) {
    dirty.computeIfAbsent(key, k -> new Aggregate()).add(measures, sign);
  }

  @Override
  public long highWaterMark() {
    if (highWaterMark == UNREAD) {
      highWaterMark = table.highWaterMark();
    }
    return highWaterMark;
  }

  @Override
  public void advanceTo(long offset) {
    highWaterMark = offset;
    advanced = true;
    lastRecord = internals().recordContext();
    if (dirty.size() > maxDirty) {
      flushCache();
    }
  }

  /** Called before each commit: writes and forwards as the processor that owns this store. */
  @Override
  public void flushCache() {
    if (!advanced) {
      return;
    }
    InternalProcessorContext<?, ?> internals = internals();
    ProcessorNode<?, ?, ?, ?> callersNode = internals.currentNode();
    ProcessorRecordContext callersRecord = internals.recordContext();
    internals.setCurrentNode(node);
    internals.setRecordContext(lastRecord);
    try {
      write();
    } finally {
      internals.setCurrentNode(callersNode);
      internals.setRecordContext(callersRecord);
    }
  }

  /** The task was closed dirty or recycled: its transaction is gone, and so are its changes. */
  @Override
  public void clearCache() {
    dirty.clear();
    highWaterMark = UNREAD;
    advanced = false;
  }

  @Override
  public void close() {
    clearCache();
    super.close();
  }

  private void write() {
    table.highWaterMark(highWaterMark);
    dirty.forEach(
        (key, delta) -> {
          if (!delta.isZero() && emitter != null) {
            emitter.emit(key, table.merge(key, delta, 1));
          }
        });
    dirty.clear();
    advanced = false;
  }

  private InternalProcessorContext<?, ?> internals() {
    if (context == null) {
      throw new IllegalStateException("store " + name() + " is not initialised");
    }
    return context;
  }
}
