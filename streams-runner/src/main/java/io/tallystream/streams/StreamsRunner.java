package io.tallystream.streams;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.tallystream.event.Failpoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the one topology of a process in the role {@code streams}, and ends it cleanly. */
@ApplicationScoped
public class StreamsRunner {
  private static final Logger LOG = Logger.getLogger(StreamsRunner.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  private final StreamsSettings settings;
  private final String application;
  private final MeterRegistry meters;
  private final Breaker breaker = new Breaker();
  private volatile @Nullable KafkaStreams streams;

  StreamsRunner(
      StreamsSettings settings,
      @ConfigProperty(name = "quarkus.application.name") String application,
      MeterRegistry meters) {
    this.settings = settings;
    this.application = application;
    this.meters = meters;
  }

  /** Whether this process is to run a topology. */
  public boolean isAsked() {
    return settings.roles().contains("streams");
  }

  /** Starts a topology under the stage's name; returns before it runs. */
  public void start(Topology topology) {
    var clients = Failpoint.anyArmed() ? new FailpointClients(breaker) : new StageClients(breaker);
    var started = new KafkaStreams(topology, configuration(), clients);
    started.setUncaughtExceptionHandler(StreamsRunner::replaceThread);
    new KafkaStreamsMetrics(started).bindTo(meters);
    Gauge.builder("tally.stopped.partitions", breaker, b -> b.stopped().size())
        .description("partitions that are not read, since nearly all of it became dead letters")
        .register(meters);
    started.start();
    streams = started;
  }

  void stop(@Observes ShutdownEvent event) {
    KafkaStreams running = streams;
    if (running != null) {
      running.close(CLOSE_TIMEOUT);
    }
  }

  /** True when every assigned task is restored and running, or when there is nothing to run. */
  boolean isReady() {
    KafkaStreams running = streams;
    return running == null ? !isAsked() : running.state() == KafkaStreams.State.RUNNING;
  }

  /** Partitions that are not read any more; none while all is well. */
  Set<TopicPartition> stopped() {
    return breaker.stopped();
  }

  private Properties configuration() {
    Properties p =
        StreamsConfiguration.of(
            application,
            settings.commitInterval(),
            settings.bootstrapServers(),
            settings.stateDir(),
            settings.threads());
    String member = StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    settings.instanceId().ifPresent(id -> p.put(member, id));
    breaker.configure(p);
    if (Failpoint.AT_LEAST_ONCE.isOn()) {
      p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    }
    return p;
  }

  /** The transaction is aborted and the records are read again; nothing is skipped. */
  private static StreamThreadExceptionResponse replaceThread(Throwable cause) {
    LOG.error("a stream thread failed and is replaced; its records are read again", cause);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }
}
