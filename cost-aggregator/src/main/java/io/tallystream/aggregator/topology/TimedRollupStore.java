package io.tallystream.aggregator.topology;

import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Known to be broken, and what the fault suite must catch: changes wait for a timer instead of the
 * commit, so that a crash loses what was already committed as read.
 */
final class TimedRollupStore extends WriteBackRollupStore {
  private static final Duration EVERY = Duration.ofSeconds(1);

  TimedRollupStore(KeyValueStore<Bytes, byte[]> inner) {
    super(inner, Integer.MAX_VALUE);
  }

  void drainOnTimer(ProcessorContext<?, ?> processor) {
    processor.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, now -> super.flushCache());
  }

  /** Nothing is written for a commit. */
  @Override
  public void flushCache() {}
}
