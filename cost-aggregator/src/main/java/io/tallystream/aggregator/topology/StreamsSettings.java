package io.tallystream.aggregator.topology;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Optional;

/** Settings of the aggregating topology. */
@ConfigMapping(prefix = "tally")
interface StreamsSettings {
  /** What this process does: {@code streams}, {@code sink} or both. */
  @WithDefault("streams,sink")
  List<String> roles();

  /** Kafka, as {@code host:port[,host:port]}. */
  @WithName("kafka.bootstrap-servers")
  @WithDefault("localhost:19092")
  String bootstrapServers();

  /** Folder of RocksDB; what is lost is restored from the changelog. */
  @WithName("state-dir")
  @WithDefault("state/cost-aggregator")
  String stateDir();

  /** Stable name of this instance in the group, so that a restart does not move its tasks. */
  @WithName("instance-id")
  Optional<String> instanceId();

  /** Threads; each has one transactional producer. */
  @WithName("stream-threads")
  @WithDefault("1")
  int threads();
}
