package io.tallystream.enrichment.overflow;

import io.tallystream.enrichment.lane.Lane;
import io.tallystream.enrichment.lane.LaneClients;
import io.tallystream.event.Acknowledgement;
import io.tallystream.event.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * {@code events.overflow} to {@code events}, record by record as it is. Before each window
 * enrichment must get through all of {@code events} within {@link #LIVE}, and after it again: live
 * records never wait behind more than a window, and a system that is behind is left alone. Then
 * {@link Pace} says how long to rest, and how large the next window is. While nothing live comes,
 * one window follows the other. An offset is committed when everything up to it is acknowledged;
 * twice is harmless.
 */
final class Copying implements Lane.Carrier {
  static final Duration LIVE = Duration.ofMillis(500);
  private static final Duration IDLE_POLL = Duration.ofSeconds(1);
  private static final Duration TICK = Duration.ofMillis(20);

  /** Among how many bytes projects are treated fairly; then reading waits. */
  private static final int BACKLOG = 8 << 20;

  private final Shovel shovel;
  private final Backlog backlog = new Backlog();
  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final LiveLag lag;
  private final Pace pace;

  /** Bytes of the window that enrichment is getting through; 0 when none is under way. */
  private long underWay;

  private boolean alone;
  private long restUntilNanos = System.nanoTime();

  Copying(ShovelSettings settings, Shovel shovel) {
    this.shovel = shovel;
    consumer =
        LaneClients.consumer(
            settings.bootstrapServers(),
            "shovel",
            settings.instanceId(),
            Map.of("max.poll.records", 2_000, "fetch.max.bytes", BACKLOG));
    producer = LaneClients.producer(settings.bootstrapServers(), "shovel", Topics.MAX_RECORD_BYTES);
    pace = new Pace(settings.window());
    lag = new LiveLag(settings.bootstrapServers(), settings.liveGroup());
  }

  @Override
  public void run() throws InterruptedException {
    consumer.subscribe(List.of(Topics.EVENTS_OVERFLOW), new Forgetting());
    try {
      while (!shovel.isClosed()) {
        read();
        if (backlog.isEmpty()) {
          lag.forget();
          underWay = 0;
        } else if (mayCopy()) {
          copy(backlog.take(pace.window(alone)));
        }
        report();
      }
    } catch (WakeupException e) {
      // closed
    }
  }

  @Override
  public void wakeUp() {
    consumer.wakeup();
  }

  private void read() {
    if (backlog.bytes() < BACKLOG) {
      consumer.resume(consumer.paused());
    } else {
      consumer.pause(consumer.assignment());
    }
    consumer.poll(backlog.isEmpty() ? IDLE_POLL : TICK).forEach(backlog::add);
  }

  private boolean mayCopy() throws InterruptedException {
    if (System.nanoTime() - restUntilNanos < 0) {
      return false;
    }
    if (!lag.isAsked()) {
      lag.ask();
    }
    Duration measured = lag.measured();
    if (measured == null) {
      return false;
    }
    lag.forget();
    if (underWay > 0) {
      pace.copied(underWay, measured);
      underWay = 0;
      if (alone) {
        return true;
      }
      restUntilNanos = System.nanoTime() + pace.rest().toNanos();
      return false;
    }
    pace.probed(measured);
    return measured.compareTo(LIVE) <= 0;
  }

  private void copy(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
    long end = lag.end();
    CompletableFuture.allOf(records.stream().map(this::send).toArray(CompletableFuture<?>[]::new))
        .join();
    consumer.commitSync(backlog.copied(records));
    underWay = records.stream().mapToLong(r -> Math.max(1, r.serializedValueSize())).sum();
    shovel.copied(records.size(), underWay);
    lag.ask();
    alone = lag.end() - end == records.size();
  }

  private CompletableFuture<Void> send(ConsumerRecord<byte[], byte[]> record) {
    return Acknowledgement.of(
        producer,
        new ProducerRecord<>(
            Topics.EVENTS,
            record.partition(),
            null,
            record.key(),
            record.value(),
            record.headers()));
  }

  private void report() {
    long unread =
        consumer.assignment().stream()
            .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
            .sum();
    shovel.report(
        unread + backlog.size(),
        backlog.oldestMillis().orElse(0),
        lag.isAsked() ? lag.soFar() : Duration.ZERO);
  }

  @Override
  public void close() {
    consumer.close();
    producer.close(Duration.ZERO);
    lag.close();
  }

  /** Records of partitions that others have now. */
  private final class Forgetting implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      backlog.forget(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      // read from what is committed
    }
  }
}
