package io.tallystream.sink;

import org.apache.kafka.common.TopicPartition;

/** Where a sink's records come from. */
public interface Reader {
  /** Reads a partition again from an offset; returns before it does. */
  void seek(TopicPartition partition, long offset);
}
