package io.tallystream.contract;

import io.tallystream.event.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The compacted topics that carry what clients send, with days made into moments. */
final class Compaction implements AutoCloseable {
  static final List<String> TOPICS =
      List.of(
          Topics.FACTS,
          Topics.ROLLUPS,
          "enrichment-streams-entities-changelog",
          "cost-aggregator-rollup-store-changelog");

  /** As operators may set them; the lags, so that the newest may go, and the age of a segment. */
  private static final Map<String, String> AT_ONCE =
      Map.of(
          "min.compaction.lag.ms", "0",
          "max.compaction.lag.ms", "1",
          "delete.retention.ms", "0",
          "segment.ms", "1000");

  private final Admin admin;
  private final String kafka;
  private final Map<ConfigResource, Collection<AlterConfigOp>> before = new HashMap<>();

  Compaction(RunningSystem system) throws Exception {
    kafka = system.kafka();
    admin = Admin.create(Map.of("bootstrap.servers", kafka));
    var topics = TOPICS.stream().map(t -> new ConfigResource(ConfigResource.Type.TOPIC, t));
    var now = admin.describeConfigs(topics.toList()).all().get();
    var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
    now.forEach(
        (topic, settings) -> {
          var back = new ArrayList<AlterConfigOp>();
          var to = new ArrayList<AlterConfigOp>();
          AT_ONCE.forEach(
              (name, value) -> {
                ConfigEntry was = settings.get(name);
                boolean own = was.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG;
                back.add(
                    new AlterConfigOp(
                        new ConfigEntry(name, was.value()), own ? OpType.SET : OpType.DELETE));
                to.add(new AlterConfigOp(new ConfigEntry(name, value), OpType.SET));
              });
          before.put(topic, back);
          changes.put(topic, to);
        });
    admin.incrementalAlterConfigs(changes).all().get();
  }

  /** What a reader from the beginning is given of a partition. */
  Stream<ConsumerRecord<byte[], byte[]>> records(String topic, int number) {
    var bytes = new ByteArrayDeserializer();
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
            bytes,
            bytes)) {
      var partition = new TopicPartition(topic, number);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records.stream();
  }

  @Override
  public void close() throws Exception {
    admin.incrementalAlterConfigs(before).all().get();
    admin.close();
  }
}
