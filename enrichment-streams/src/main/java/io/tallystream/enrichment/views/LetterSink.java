package io.tallystream.enrichment.views;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.tallystream.event.v1.DeadLetter;
import io.tallystream.sink.SinkChannel;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumer of {@code dead-letters}, of every stage's. */
@Singleton
@Identifier("letter-sink")
class LetterSink extends SinkChannel {
  private static final String CHANNEL = "letters-view";
  private static final int CONNECTIONS = 1;

  private final MeterRegistry meters;

  LetterSink(Vertx vertx, Config config, MeterRegistry meters) {
    super(LetterView.SINK, CHANNEL, new LetterView(), vertx, config, CONNECTIONS);
    this.meters = meters;
  }

  @Incoming(CHANNEL)
  Uni<Void> polled(ConsumerRecords<byte[], byte[]> records) {
    return store(records).invoke(() -> records.forEach(record -> count(LetterView.of(record))));
  }

  private void count(DeadLetter letter) {
    meters
        .counter("tally.dead.letters", "stage", letter.getStage(), "reason", letter.getReason())
        .increment();
  }

  @Override
  @PreDestroy
  public void close() {
    super.close();
  }
}
