package io.tallystream.enrichment.resolver;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.tallystream.enrichment.dialect.BatchDialect;
import io.tallystream.event.Routing;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.sink.SinkPool;
import io.tallystream.sink.SinkSettings;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jspecify.annotations.Nullable;

/**
 * {@code events.unrouted} to {@code events}: each record with the trace of its observation. A
 * record counts as read when the broker has it in {@code events}; twice is harmless.
 */
@Singleton
class UnroutedEvents {
  private static final String PATIENCE = "TALLY_RESOLVER_WAIT";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int CONNECTIONS = 2;

  /** Records of up to 4.5 MB that wait in memory at once; those behind them lose no time. */
  private static final int WAITING = 32;

  private final Vertx vertx;
  private final Config config;
  private final MeterRegistry meters;
  private @Nullable Pool pool;
  private @Nullable TraceResolver resolver;

  UnroutedEvents(Vertx vertx, Config config, MeterRegistry meters) {
    this.vertx = vertx;
    this.config = config;
    this.meters = meters;
  }

  @Incoming("events-unrouted")
  @Outgoing("events-resolved")
  Multi<Message<byte[]>> resolve(Multi<Message<byte[]>> unrouted) {
    return unrouted.onItem().transformToUni(this::resolve).merge(WAITING);
  }

  @PreDestroy
  synchronized void close() {
    if (pool != null) {
      pool.closeAndAwait();
    }
  }

  private Uni<Message<byte[]>> resolve(Message<byte[]> message) {
    IncomingKafkaRecordMetadata<?, ?> record =
        message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
    Optional<EventBatch> batch = batch(message.getPayload());
    Optional<String> observation = batch.flatMap(UnroutedEvents::observationId);
    if (observation.isEmpty()) {
      // Unreadable: enrichment makes a dead letter of it.
      return Uni.createFrom().item(to(message, record.getPartition(), record.getKey()));
    }
    return resolver()
        .traceOf(batch.get().getProject(), observation.get(), record.getTimestamp())
        .map(traceId -> resolved(message, batch.get(), traceId));
  }

  private static Message<byte[]> resolved(
      Message<byte[]> message, EventBatch batch, String traceId) {
    byte[] key = Routing.key(batch.getProject(), Routing.hash(traceId));
    byte[] value = batch.toBuilder().setTraceId(traceId).build().toByteArray();
    return to(message.withPayload(value), Routing.partition(key, Topics.partitions()), key);
  }

  private static Message<byte[]> to(Message<byte[]> message, int partition, @Nullable Object key) {
    return message.addMetadata(
        OutgoingKafkaRecordMetadata.<Object>builder()
            .withPartition(partition)
            .withKey(key)
            .build());
  }

  private static Optional<EventBatch> batch(byte @Nullable [] value) {
    try {
      return value == null ? Optional.empty() : Optional.of(EventBatch.parseFrom(value));
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  /** All events of a record are about one. */
  private static Optional<String> observationId(EventBatch batch) {
    return batch.getBatchEventsList().stream()
        .findFirst()
        .map(event -> BatchDialect.entityId(event.toByteArray()));
  }

  /** Opened by the first record, so that most processes never connect. */
  private synchronized TraceResolver resolver() {
    if (resolver == null) {
      pool = SinkPool.open(vertx, SinkSettings.of(config).databaseUrl(), "resolver", CONNECTIONS);
      resolver =
          new TraceResolver(
              new TraceLookup(pool),
              config.getOptionalValue(PATIENCE, Duration.class).orElse(MINUTE),
              InstantSource.system(),
              meters);
    }
    return resolver;
  }
}
