package io.tallystream.query.letter;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tallystream.event.Acknowledgement;
import io.tallystream.event.Topics;
import io.tallystream.query.api.TryLater;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Produces records again. Made by the first replay, which is rare. */
@ApplicationScoped
class ReplayProducer {
  private final String bootstrap;
  private @Nullable Producer<byte[], byte[]> producer;

  ReplayProducer(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /**
   * Completes when all replicas have it; sending may wait, so it is on a worker. Fails with 503
   * when Kafka does not answer.
   */
  Uni<Void> send(ProducerRecord<byte[], byte[]> record) {
    return Uni.createFrom()
        .completionStage(() -> Acknowledgement.of(producer(), record))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onFailure(KafkaException.class)
        .transform(e -> TryLater.unavailable("The log does not confirm; try again"));
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (producer == null) {
      var bytes = new ByteArraySerializer();
      producer =
          new KafkaProducer<>(
              Map.of(
                  "bootstrap.servers",
                  bootstrap,
                  "client.id",
                  "query-service-replay",
                  "acks",
                  "all",
                  "compression.type",
                  "zstd",
                  "max.request.size",
                  Topics.MAX_LETTER_BYTES,
                  "max.block.ms",
                  5_000,
                  "request.timeout.ms",
                  5_000,
                  "delivery.timeout.ms",
                  10_000),
              bytes,
              bytes);
    }
    return producer;
  }
}
