package io.tallystream.sink;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A channel whose offsets are in PostgreSQL: starts each assigned partition where the database
 * says, and stores what is polled. Opened by its first assignment, so that a process without the
 * role {@code sink} needs no database.
 *
 * <p>A batch of a partition that was revoked meanwhile may still commit: the offset's lock makes
 * its successor skip what it stored.
 */
public abstract class SinkChannel implements KafkaConsumerRebalanceListener, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(SinkChannel.class);

  /** How long a database may have been back before it is noticed while nothing comes. */
  private static final Duration CHECK_EVERY = Duration.ofSeconds(5);

  /** Below {@code max.poll.interval.ms}: then another member shall try. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @Inject KafkaClientService clients;

  private final String name;
  private final String channel;
  private final View view;
  private final Vertx vertx;
  private final Config config;
  private final int connections;
  private @Nullable RunningSink running;
  private boolean closed;

  /**
   * @param name key of its offsets; never changed
   * @param channel that is polled
   * @param connections transactions side by side
   */
  protected SinkChannel(
      String name, String channel, View view, Vertx vertx, Config config, int connections) {
    this.name = name;
    this.channel = channel;
    this.view = view;
    this.vertx = vertx;
    this.config = config;
    this.connections = connections;
  }

  /** On the polling thread, before its next poll. */
  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
    for (TopicPartition partition : assigned) {
      consumer.seek(partition, running().sink().nextOffset(partition).await().atMost(PATIENCE));
    }
  }

  /** Completes when the batch is stored; the next one is not asked for before. */
  protected Uni<Void> store(ConsumerRecords<byte[], byte[]> polled) {
    return running().sink().store(polled);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (running != null) {
      running.close();
    }
  }

  private synchronized RunningSink running() {
    if (running == null) {
      SinkSettings settings = SinkSettings.of(config);
      var opened = new RunningSink(name, view, vertx, settings, this::seek, connections);
      vertx.setPeriodic(CHECK_EVERY.toMillis(), timer -> check(opened.sink(), timer));
      running = opened;
    }
    return running;
  }

  /** A database that is away now is asked again the next time. */
  private void check(ViewSink sink, long timer) {
    if (isClosed()) {
      vertx.cancelTimer(timer);
    } else {
      sink.check()
          .subscribe()
          .with(nothing -> {}, failure -> LOG.debugf(failure, "%s: cannot be checked", name));
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private void seek(TopicPartition partition, long offset) {
    clients
        .getConsumer(channel)
        .runOnPollingThread(
            consumer -> {
              if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, offset);
              }
            })
        .subscribe()
        .with(nothing -> {}, failure -> LOG.errorf(failure, "%s: cannot read again", name));
  }
}
