package io.tallystream.enrichment.lane;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka as a lane's carrier needs it: offsets are its own to commit, what is sent is durable. */
public final class LaneClients {
  private LaneClients() {}

  /**
   * From the first record on that the group has not committed.
   *
   * @param instance stable name in the group
   * @param more settings of this lane
   */
  public static Consumer<byte[], byte[]> consumer(
      String servers, String group, Optional<String> instance, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", servers);
    settings.put("group.id", group);
    instance.ifPresent(id -> settings.put("group.instance.id", id));
    settings.put("session.timeout.ms", 10_000);
    settings.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Waits for all replicas.
   *
   * @param largest bytes of a record
   */
  public static Producer<byte[], byte[]> producer(String servers, String client, int largest) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            servers,
            "client.id",
            client,
            "acks",
            "all",
            "compression.type",
            "lz4",
            "linger.ms",
            5,
            "max.request.size",
            largest);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
