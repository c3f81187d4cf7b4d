package io.tallystream.sink;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.Config;
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
  /** Below {@code max.poll.interval.ms}: then another member shall try. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final String name;
  private final View view;
  private final Vertx vertx;
  private final Config config;
  private final int connections;
  private @Nullable RunningSink running;

  /**
   * @param name key of its offsets; never changed
   * @param connections transactions side by side
   */
  protected SinkChannel(String name, View view, Vertx vertx, Config config, int connections) {
    this.name = name;
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
    if (running != null) {
      running.close();
    }
  }

  private synchronized RunningSink running() {
    if (running == null) {
      running = new RunningSink(name, view, vertx, SinkSettings.of(config), connections);
    }
    return running;
  }
}
