package io.tallystream.enrichment.overflow;

import io.tallystream.event.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How long enrichment takes to get through what is in {@code events}: from asking for the ends
 * until its group has committed them. No clock but ours, no record read.
 */
final class LiveLag implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final Admin admin;
  private final String group;
  private final Map<TopicPartition, OffsetSpec> latest =
      IntStream.range(0, Topics.partitions())
          .mapToObj(part -> new TopicPartition(Topics.EVENTS, part))
          .collect(Collectors.toUnmodifiableMap(p -> p, p -> OffsetSpec.latest()));
  private @Nullable Map<TopicPartition, Long> ends;
  private long end;
  private long askedNanos;

  /**
   * @param group of enrichment
   */
  LiveLag(String bootstrapServers, String group) {
    this.group = group;
    admin =
        Admin.create(
            Map.of("bootstrap.servers", (Object) bootstrapServers, "client.id", "shovel-lag"));
  }

  /** Begins anew: what is in the log now is waited for. */
  void ask() throws InterruptedException {
    askedNanos = System.nanoTime();
    ends =
        get(admin.listOffsets(latest).all()).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    end = ends.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Records that were ever in {@code events} when it was asked last. */
  long end() {
    return end;
  }

  /** The lag, once everything that {@link #ask} saw is through; until then null. */
  @Nullable Duration measured() throws InterruptedException {
    Map<TopicPartition, Long> wanted = ends;
    if (wanted == null || !covers(wanted)) {
      return null;
    }
    return soFar();
  }

  /** Since the question. */
  Duration soFar() {
    return Duration.ofNanos(System.nanoTime() - askedNanos);
  }

  void forget() {
    ends = null;
  }

  boolean isAsked() {
    return ends != null;
  }

  private boolean covers(Map<TopicPartition, Long> wanted) throws InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    return wanted.entrySet().stream()
        .allMatch(
            end -> {
              OffsetAndMetadata at = committed.get(end.getKey());
              return end.getValue() <= (at == null ? 0 : at.offset());
            });
  }

  private static <T> T get(org.apache.kafka.common.KafkaFuture<T> answer)
      throws InterruptedException {
    try {
      return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker does not tell the lag of events", e);
    }
  }

  @Override
  public void close() {
    admin.close(ANSWER);
  }
}
