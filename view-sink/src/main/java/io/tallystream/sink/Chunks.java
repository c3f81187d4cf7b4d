package io.tallystream.sink;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Cuts the records of a poll into transactions of bounded size. */
final class Chunks {
  static final int MAX_RECORDS = 2_000;
  static final int MAX_BYTES = 4 << 20;

  private Chunks() {}

  /** In order; a record larger than the bound is a chunk of its own. */
  static List<List<ConsumerRecord<byte[], byte[]>>> of(
      List<ConsumerRecord<byte[], byte[]>> records) {
    var chunks = new ArrayList<List<ConsumerRecord<byte[], byte[]>>>();
    int from = 0;
    long bytes = 0;
    for (int i = 0; i < records.size(); i++) {
      bytes += size(records.get(i));
      if (i > from && (bytes > MAX_BYTES || i - from == MAX_RECORDS)) {
        chunks.add(records.subList(from, i));
        from = i;
        bytes = size(records.get(i));
      }
    }
    if (from < records.size()) {
      chunks.add(records.subList(from, records.size()));
    }
    return chunks;
  }

  private static int size(ConsumerRecord<byte[], byte[]> record) {
    return Math.max(0, record.serializedValueSize()) + Math.max(0, record.serializedKeySize());
  }
}
