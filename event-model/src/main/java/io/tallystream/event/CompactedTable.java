package io.tallystream.event;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A compacted configuration topic as a map, read by one thread of its own, replaced whole on
 * change.
 *
 * <p>{@link #awaitAsOf} is the barrier that makes configuration free of races: whoever was told
 * that a change is published, and then sends an event, has that event processed with the change. It
 * costs one round trip to the broker, and only when asked.
 *
 * @param <V> decoded value; a record that does not decode leaves the key's last good value in place
 *     and is reported
 */
public final class CompactedTable<V> implements AutoCloseable {
  private static final Duration IDLE_POLL = Duration.ofSeconds(1);
  private static final Duration BARRIER_POLL = Duration.ofMillis(100);
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final String topic;
  private final Function<byte[], V> decode;
  private final java.util.function.Consumer<Map<String, V>> onChange;
  private final BiConsumer<String, Exception> onError;
  private final Consumer<String, byte[]> consumer;

  /** Asks for ends on a connection of its own: a broker answers nothing behind a waiting fetch. */
  private final Consumer<String, byte[]> ends;

  private final Thread reader;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  private final HashMap<String, V> working = new HashMap<>();

  private volatile Map<String, V> current = Map.of();
  private volatile boolean closed;
  private volatile long completeAsOfMs = Long.MIN_VALUE;
  private volatile long requestedAsOfMs = Long.MIN_VALUE + 1;

  /**
   * @param consumerSettings at least {@code bootstrap.servers}
   * @param onChange called with the whole new map, on the reader's thread, before the barrier
   *     passes
   * @param onError called with what went wrong, for the log
   */
  public CompactedTable(
      Map<String, ?> consumerSettings,
      String topic,
      Function<byte[], V> decode,
      java.util.function.Consumer<Map<String, V>> onChange,
      BiConsumer<String, Exception> onError) {
    var settings = new HashMap<String, Object>(consumerSettings);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    settings.remove("group.id");
    this.topic = topic;
    this.decode = decode;
    this.onChange = onChange;
    this.onError = onError;
    this.consumer = consumer(settings);
    this.ends = consumer(settings);
    this.reader = Thread.ofPlatform().daemon().name("table-" + topic).unstarted(this::read);
  }

  private static Consumer<String, byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  public CompactedTable<V> start() {
    reader.start();
    return this;
  }

  /** The map as of the last change; immutable. */
  public Map<String, V> current() {
    return current;
  }

  /** Whether the topic has been read to an end once. */
  public boolean isLoaded() {
    return completeAsOfMs != Long.MIN_VALUE;
  }

  /**
   * Waits until every record that the broker acknowledged before {@code epochMillis} is applied.
   *
   * @return false when that took longer than {@code timeout}, or the table was closed
   */
  public boolean awaitAsOf(long epochMillis, Duration timeout) throws InterruptedException {
    if (completeAsOfMs >= epochMillis) {
      return true;
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    lock.lock();
    try {
      if (epochMillis > requestedAsOfMs) {
        requestedAsOfMs = epochMillis;
        consumer.wakeup();
      }
      while (completeAsOfMs < epochMillis) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || closed) {
          return false;
        }
        progress.awaitNanos(Math.min(left, LOOK_AGAIN_NANOS));
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    ends.wakeup();
    try {
      reader.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try {
      while (!closed) {
        try {
          if (consumer.assignment().isEmpty()) {
            assign();
          }
          if (completeAsOfMs < requestedAsOfMs) {
            catchUp();
          } else {
            apply(consumer.poll(IDLE_POLL));
          }
        } catch (WakeupException e) {
          // a barrier was asked for, or close
        } catch (RuntimeException e) {
          onError.accept("reading " + topic, e);
          pause();
        }
      }
    } finally {
      consumer.close();
      ends.close();
    }
  }

  private void assign() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private void catchUp() {
    long asOf = System.currentTimeMillis();
    Map<TopicPartition, Long> end = ends.endOffsets(consumer.assignment());
    while (!closed && behind(end)) {
      try {
        apply(consumer.poll(BARRIER_POLL));
      } catch (WakeupException e) {
        // another barrier was asked for; this one is finished first
      }
    }
    completeAsOfMs = asOf;
    lock.lock();
    try {
      progress.signalAll();
    } finally {
      lock.unlock();
    }
    if (asOf < requestedAsOfMs) {
      pause();
    }
  }

  private boolean behind(Map<TopicPartition, Long> end) {
    return end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue());
  }

  private void apply(Iterable<ConsumerRecord<String, byte[]>> records) {
    boolean changed = false;
    for (ConsumerRecord<String, byte[]> record : records) {
      changed |= apply(record.key(), record.value());
    }
    if (changed) {
      current = Map.copyOf(working);
      onChange.accept(current);
    }
  }

  private boolean apply(@Nullable String key, byte @Nullable [] value) {
    if (key == null) {
      return false;
    }
    if (value == null) {
      return working.remove(key) != null;
    }
    try {
      working.put(key, decode.apply(value));
      return true;
    } catch (RuntimeException e) {
      onError.accept("a record of " + topic + " does not decode; its last good value stays", e);
      return false;
    }
  }

  /**
   * A clock of the broker slightly ahead of ours, or a broker that is away: look again soon,
   * without spinning.
   */
  private void pause() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }
}
