package io.tallystream.streams;

import io.tallystream.event.Topics;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Settings of Kafka Streams that exactness and freshness depend on. */
public final class StreamsConfiguration {
  private static final int BATCH_BYTES = 128 * 1024;

  private StreamsConfiguration() {}

  /**
   * Exactly-once, with bounded memory.
   *
   * @param application id of the group and prefix of its changelogs; never changed
   * @param commit how long a result waits at most for its transaction
   */
  public static Properties of(
      String application, Duration commit, String bootstrapServers, String stateDir, int threads) {
    var p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    p.put(StreamsConfig.STATE_DIR_CONFIG, stateDir);
    p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commit.toMillis());
    p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemory.class);
    // Our stores are read and written by one processor, which keeps what it needs.
    p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    p.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    // Nobody reads before the commit, which sends all that waits: a batch sent earlier is only
    // smaller.
    p.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), commit.toMillis());
    p.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    p.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    p.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Topics.MAX_LETTER_BYTES);
    p.put(StreamsConfig.topicPrefix(Topics.MAX_COMPACTION_LAG), Topics.MAX_COMPACTION_LAG_MS);
    p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    return p;
  }
}
