package io.tallystream.streams;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of a stage that runs a topology. */
@ConfigMapping(prefix = "tally")
public interface StreamsSettings {
  /** What this process does: {@code streams}, {@code sink} or both. */
  @WithDefault("streams,sink")
  List<String> roles();

  /** Kafka, as {@code host:port[,host:port]}. */
  @WithName("kafka.bootstrap-servers")
  @WithDefault("${KAFKA_BOOTSTRAP_SERVERS:localhost:19092}")
  String bootstrapServers();

  /** Folder of RocksDB; what is lost is restored from the changelog. */
  @WithName("state-dir")
  @WithDefault("state/${quarkus.application.name}")
  String stateDir();

  /** Stable name of this instance in the group, so that a restart does not move its tasks. */
  @WithName("instance-id")
  Optional<String> instanceId();

  /**
   * How long a result waits at most for its transaction: what a reader waits for, twice on the way
   * to a rollup. Each commit costs the broker a marker for each partition written.
   */
  @WithName("commit-interval")
  @WithDefault("PT0.1S")
  Duration commitInterval();

  /** Threads; each has one transactional producer. */
  @WithName("stream-threads")
  @WithDefault("1")
  int threads();
}
