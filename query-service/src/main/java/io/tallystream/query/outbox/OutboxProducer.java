package io.tallystream.query.outbox;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tallystream.event.Acknowledgement;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one producer of this service; made before the first request, since that takes a while. */
@Startup
@ApplicationScoped
class OutboxProducer {
  private final Producer<String, byte[]> producer;

  OutboxProducer(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "client.id",
                "query-service-outbox",
                "acks",
                "all",
                // Keeps the order over repeats.
                "enable.idempotence",
                true,
                // A request waits for the acknowledgement.
                "linger.ms",
                0,
                "max.block.ms",
                5_000,
                "request.timeout.ms",
                5_000,
                "delivery.timeout.ms",
                10_000),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ofSeconds(5));
  }

  /** Completes when all replicas have every record; sending may wait, so it is on a worker. */
  Uni<Void> send(List<ProducerRecord<String, byte[]>> records) {
    return Uni.createFrom()
        .completionStage(() -> acknowledged(records))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private CompletableFuture<Void> acknowledged(List<ProducerRecord<String, byte[]>> records) {
    return CompletableFuture.allOf(
        records.stream()
            .map(record -> Acknowledgement.of(producer, record))
            .toArray(CompletableFuture<?>[]::new));
  }
}
