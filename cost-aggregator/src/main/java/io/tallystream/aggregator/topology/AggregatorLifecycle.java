package io.tallystream.aggregator.topology;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts the topology with the process in the role {@code streams}, and stops it cleanly. */
@ApplicationScoped
class AggregatorLifecycle {
  private static final Logger LOG = Logger.getLogger(AggregatorLifecycle.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  private final StreamsSettings settings;
  private final MeterRegistry meters;
  private volatile @Nullable KafkaStreams streams;

  AggregatorLifecycle(StreamsSettings settings, MeterRegistry meters) {
    this.settings = settings;
    this.meters = meters;
  }

  void start(@Observes StartupEvent event) {
    if (!settings.roles().contains("streams")) {
      return;
    }
    var started = new KafkaStreams(AggregatorTopology.writeBack(), configuration());
    started.setUncaughtExceptionHandler(AggregatorLifecycle::replaceThread);
    new KafkaStreamsMetrics(started).bindTo(meters);
    started.start();
    streams = started;
  }

  void stop(@Observes ShutdownEvent event) {
    KafkaStreams running = streams;
    if (running != null) {
      running.close(CLOSE_TIMEOUT);
    }
  }

  /** Ready when every assigned task is restored and running, or when there is nothing to run. */
  boolean isReady() {
    KafkaStreams running = streams;
    return running == null || running.state() == KafkaStreams.State.RUNNING;
  }

  private Properties configuration() {
    Properties p =
        StreamsConfiguration.of(
            settings.bootstrapServers(), settings.stateDir(), settings.threads());
    settings
        .instanceId()
        .ifPresent(
            id ->
                p.put(
                    StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), id));
    return p;
  }

  /** The transaction is aborted and the records are read again; nothing is skipped. */
  private static StreamThreadExceptionResponse replaceThread(Throwable cause) {
    LOG.error("a stream thread failed and is replaced; its records are read again", cause);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }
}
