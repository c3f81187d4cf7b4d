package io.tallystream.gateway.log;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tallystream.event.Failpoint;
import io.tallystream.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one producer of the gateway. */
@ApplicationScoped
public class EventLog {
  private final Producer<byte[], byte[]> producer;
  private final Timer latency;

  EventLog(
      GatewayConfig config,
      MeterRegistry meters,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    producer =
        new KafkaProducer<>(
            ProducerSettings.of(bootstrap, config),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    latency =
        Timer.builder("tally.gateway.log.ack")
            .description("time from handing a request's records over to the last acknowledgement")
            .publishPercentileHistogram()
            .register(meters);
  }

  /**
   * Hands records over; may wait for metadata or buffer, so never on an event loop.
   *
   * @return completes when every record is acknowledged by all replicas, or every one has been
   *     settled and at least one failed; on the producer's thread
   */
  public CompletableFuture<Void> append(List<LogRecord> records) {
    Timer.Sample sample = Timer.start();
    return note(records)
        .whenComplete(
            (done, error) -> {
              sample.stop(latency);
              Failpoint.AFTER_PRODUCE_BEFORE_200.reach();
            });
  }

  /** {@link #append} of records that no request waits for. */
  public CompletableFuture<Void> note(List<LogRecord> records) {
    return CompletableFuture.allOf(
        records.stream().map(this::send).toArray(CompletableFuture<?>[]::new));
  }

  /** Waits until everything handed over is settled, then ends the producer. */
  public void close(Duration within) {
    producer.close(within);
  }

  private CompletableFuture<Void> send(LogRecord record) {
    var ack = new CompletableFuture<Void>();
    try {
      producer.send(
          new ProducerRecord<>(record.topic(), record.partition(), record.key(), record.value()),
          (metadata, error) -> {
            if (error == null) {
              ack.complete(null);
            } else {
              ack.completeExceptionally(error);
            }
          });
    } catch (RuntimeException e) {
      ack.completeExceptionally(e);
    }
    return ack;
  }
}
