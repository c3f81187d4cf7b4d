package io.tallystream.aggregator.topology;

import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds a {@link RollupStore} over a logged RocksDB store without a cache of its own. */
final class RollupStoreBuilder implements StoreBuilder<RollupStore> {
  private final StoreBuilder<KeyValueStore<Bytes, byte[]>> rocksDb;
  private final Function<KeyValueStore<Bytes, byte[]>, RollupStore> variant;

  RollupStoreBuilder(String name, Function<KeyValueStore<Bytes, byte[]>, RollupStore> variant) {
    this.rocksDb =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingEnabled(Map.of());
    this.variant = variant;
  }

  @Override
  public RollupStore build() {
    return variant.apply(rocksDb.build());
  }

  @Override
  public StoreBuilder<RollupStore> withCachingEnabled() {
    throw new UnsupportedOperationException("a cache below the rollup store would be a second one");
  }

  @Override
  public StoreBuilder<RollupStore> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<RollupStore> withLoggingEnabled(Map<String, String> config) {
    rocksDb.withLoggingEnabled(config);
    return this;
  }

  @Override
  public StoreBuilder<RollupStore> withLoggingDisabled() {
    throw new UnsupportedOperationException("rollups without a changelog would not survive a move");
  }

  @Override
  public Map<String, String> logConfig() {
    return rocksDb.logConfig();
  }

  @Override
  public boolean loggingEnabled() {
    return rocksDb.loggingEnabled();
  }

  @Override
  public String name() {
    return rocksDb.name();
  }
}
