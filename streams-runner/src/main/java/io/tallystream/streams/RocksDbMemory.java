package io.tallystream.streams;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** One block cache and one write buffer budget for all stores; the defaults are per store. */
public final class RocksDbMemory implements RocksDBConfigSetter {
  static {
    // Before the first native object, or it fails to link.
    RocksDB.loadLibrary();
  }

  private static final Duration REWRITE_AFTER = Duration.ofDays(7);
  private static final int SHARD_BITS = 4;
  private static final double FOR_FILTERS = 0.5;
  private static final Cache CACHE = new LRUCache(128L << 20, SHARD_BITS, false, FOR_FILTERS);
  private static final WriteBufferManager BUFFERS = new WriteBufferManager(64L << 20, CACHE);

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    if (options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
      // Whether a new key is new is asked of filters: in pieces they stay in the cache, whole they
      // evict each other.
      table
          .setBlockCache(CACHE)
          .setCacheIndexAndFilterBlocks(true)
          .setCacheIndexAndFilterBlocksWithHighPriority(true)
          .setPinTopLevelIndexAndFilter(true)
          .setIndexType(IndexType.kTwoLevelIndexSearch)
          .setPartitionFilters(true);
      options.setTableFormatConfig(table);
    }
    // What is deleted is in files until they are rewritten, which nothing else does of old ones.
    options.setPeriodicCompactionSeconds(REWRITE_AFTER.toSeconds());
    options.setWriteBufferManager(BUFFERS).setCompressionType(CompressionType.LZ4_COMPRESSION);
  }

  @Override
  public void close(String store, Options options) {
    // Cache and buffers are shared by every store and live as long as the process.
  }
}
