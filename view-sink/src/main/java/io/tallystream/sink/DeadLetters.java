package io.tallystream.sink;

import com.google.protobuf.ByteString;
import io.smallrye.mutiny.Uni;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.DeadLetter;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records that cannot be stored to {@code dead-letters}, whole. */
public final class DeadLetters implements AutoCloseable {
  private static final int FORMAT = 1;

  private final Producer<byte[], byte[]> producer;

  public DeadLetters(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  public static DeadLetters to(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("acks", "all");
    settings.put("compression.type", "zstd");
    settings.put("max.request.size", Topics.MAX_RECORD_BYTES);
    var bytes = new ByteArraySerializer();
    return new DeadLetters(new KafkaProducer<>(settings, bytes, bytes));
  }

  /** Completes when the broker has it. A record may be written twice, never not at all. */
  Uni<Void> write(String sink, ConsumerRecord<byte[], byte[]> poison, Throwable why) {
    var letter =
        DeadLetter.newBuilder()
            .setFormat(FORMAT)
            .setStage(sink)
            .setReason(
                why instanceof PoisonRecordException
                    ? "undecodable_record"
                    : "rejected_by_database")
            .setDetail(String.valueOf(why.getMessage()))
            .setAttempt(1)
            .setQuarantinedAtUs(System.currentTimeMillis() * 1_000)
            .setSourceTopic(poison.topic())
            .setSourcePartition(poison.partition())
            .setSourceOffset(poison.offset());
    if (poison.key() != null) {
      letter.setKey(ByteString.copyFrom(poison.key()));
    }
    if (poison.value() != null) {
      letter.setValue(ByteString.copyFrom(poison.value()));
    }
    return send(
        new ProducerRecord<>(Topics.DEAD_LETTERS, poison.key(), letter.build().toByteArray()));
  }

  @Override
  public void close() {
    producer.close();
  }

  private Uni<Void> send(ProducerRecord<byte[], byte[]> record) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                producer.send(
                    record,
                    (metadata, failure) -> {
                      if (failure == null) {
                        emitter.complete(null);
                      } else {
                        emitter.fail(failure);
                      }
                    }));
  }
}
