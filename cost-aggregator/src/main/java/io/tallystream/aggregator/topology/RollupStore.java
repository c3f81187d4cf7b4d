package io.tallystream.aggregator.topology;

import io.tallystream.aggregator.rollup.Aggregate;
import io.tallystream.aggregator.rollup.RollupKey;
import org.apache.kafka.streams.processor.StateStore;

/**
 * Absolute rollup rows of one partition, and up to where the partition has been added.
 *
 * <p>All of it commits with the input offset or not at all.
 */
interface RollupStore extends StateStore {
  /** Adds (+1) or subtracts (-1) a contribution; the change is emitted by the next commit. */
  void add(RollupKey key, Aggregate measures, int sign);

  /**
   * Input offset below which every record has been added. Kept here because the group's committed
   * offset expires, and a reset to the beginning would add history twice.
   */
  long highWaterMark();

  void advanceTo(long highWaterMark);

  /** Where changed rows go. Called from the initialisation of the processor that forwards them. */
  void emitTo(Emitter emitter);

  /** Receives a changed row. */
  @FunctionalInterface
  interface Emitter {
    void emit(RollupKey key, Aggregate absolute);
  }
}
