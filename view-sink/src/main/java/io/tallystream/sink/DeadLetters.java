package io.tallystream.sink;

import com.google.protobuf.ByteString;
import io.smallrye.mutiny.Uni;
import io.tallystream.event.Acknowledgement;
import io.tallystream.event.Letters;
import io.tallystream.event.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records that cannot be stored to {@code dead-letters}, whole. */
public final class DeadLetters implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;

  public DeadLetters(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  public static DeadLetters to(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("acks", "all");
    settings.put("compression.type", "zstd");
    settings.put("max.request.size", Topics.MAX_LETTER_BYTES);
    var bytes = new ByteArraySerializer();
    return new DeadLetters(new KafkaProducer<>(settings, bytes, bytes));
  }

  /**
   * Completes when the broker has it. A record may be written twice, never not at all.
   *
   * @param project 0 when the record does not say
   */
  Uni<Void> write(String sink, int project, ConsumerRecord<byte[], byte[]> poison, Throwable why) {
    var source =
        new Letters.Source(
            poison.topic(), poison.partition(), poison.offset(), poison.key(), poison.headers());
    var letter =
        Letters.about(source, sink, System.currentTimeMillis())
            .setProject(project)
            .setReason(
                why instanceof PoisonRecordException
                    ? "undecodable_record"
                    : "rejected_by_database")
            .setDetail(Letters.detail(why.getMessage()));
    if (poison.value() != null) {
      letter.setValue(ByteString.copyFrom(poison.value()));
    }
    byte[] key = Letters.key(poison.key());
    return send(new ProducerRecord<>(Topics.DEAD_LETTERS, key, letter.build().toByteArray()));
  }

  @Override
  public void close() {
    producer.close();
  }

  private Uni<Void> send(ProducerRecord<byte[], byte[]> record) {
    return Uni.createFrom().completionStage(() -> Acknowledgement.of(producer, record));
  }
}
