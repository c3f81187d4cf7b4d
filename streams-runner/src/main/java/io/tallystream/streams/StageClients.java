package io.tallystream.streams;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** Clients whose consumer leaves out what a breaker has stopped. */
public class StageClients extends DefaultKafkaClientSupplier {
  private final Breaker breaker;

  public StageClients(Breaker breaker) {
    this.breaker = breaker;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    var bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(config, bytes, bytes) {
      /** Before each poll: Kafka Streams resumes what it has room for. */
      @Override
      public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        Set<TopicPartition> stopped = breaker.stopped();
        if (!stopped.isEmpty()) {
          pause(assignment().stream().filter(stopped::contains).toList());
        }
        return super.poll(timeout);
      }
    };
  }
}
