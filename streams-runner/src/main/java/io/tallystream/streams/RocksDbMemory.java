package io.tallystream.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
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

  private static final Cache CACHE = new LRUCache(128L << 20);
  private static final WriteBufferManager BUFFERS = new WriteBufferManager(64L << 20, CACHE);

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    if (options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
      table.setBlockCache(CACHE).setCacheIndexAndFilterBlocks(true);
      options.setTableFormatConfig(table);
    }
    options.setWriteBufferManager(BUFFERS).setCompressionType(CompressionType.LZ4_COMPRESSION);
  }

  @Override
  public void close(String store, Options options) {
    // Cache and buffers are shared by every store and live as long as the process.
  }
}
