package io.tallystream.bench.measure;

import io.tallystream.event.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How many records wait for each consumer between the log and the views. */
public final class Lag implements AutoCloseable {
  /** In the order in which a span passes them. */
  enum Consumer {
    ENRICHMENT("enrichment-streams", Topics.EVENTS, Topics.SCORES),
    AGGREGATOR("cost-aggregator", Topics.FACTS),
    FACT_SINK("fact-sink", Topics.FACTS),
    BODY_SINK("body-sink", Topics.BODIES),
    ROLLUP_SINK("rollup-sink", Topics.ROLLUPS);

    private final String group;
    private final List<String> topics;

    Consumer(String group, String... topics) {
      this.group = group;
      this.topics = List.of(topics);
    }

    boolean isSink() {
      return group.endsWith("-sink");
    }
  }

  /** A transaction's marker is an offset without a record: the last one stays unread. */
  private static final int MARKERS = 2;

  private static final String SINK_OFFSETS =
      "SELECT topic, part, off FROM sink_offset WHERE sink = ?";

  private final Admin admin;
  private final Connection database;

  Lag(String bootstrapServers, Connection database) {
    this.admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers));
    this.database = database;
  }

  /** Offsets between what the consumer has done and the ends of its topics, over all partitions. */
  long of(Consumer consumer) throws SQLException, InterruptedException {
    Map<TopicPartition, Long> done = consumer.isSink() ? stored(consumer) : committed(consumer);
    return lag(ends(consumer.topics), done);
  }

  /** In sum; each partition's last markers do not count. */
  static long lag(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> done) {
    return ends.entrySet().stream()
        .mapToLong(end -> end.getValue() - done.getOrDefault(end.getKey(), 0L))
        .filter(waiting -> waiting > MARKERS)
        .sum();
  }

  /** Of all consumers. */
  long total() throws SQLException, InterruptedException {
    long total = 0;
    for (Consumer consumer : Consumer.values()) {
      total += of(consumer);
    }
    return total;
  }

  private Map<TopicPartition, Long> ends(List<String> topics) throws InterruptedException {
    Map<TopicPartition, OffsetSpec> latest =
        topics.stream()
            .flatMap(
                topic ->
                    IntStream.range(0, Topics.partitions())
                        .mapToObj(part -> new TopicPartition(topic, part)))
            .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    try {
      return admin.listOffsets(latest).all().get().entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker does not tell the ends of " + topics, e);
    }
  }

  private Map<TopicPartition, Long> committed(Consumer consumer) throws InterruptedException {
    try {
      var done = new HashMap<TopicPartition, Long>();
      for (Map.Entry<TopicPartition, OffsetAndMetadata> offset :
          admin
              .listConsumerGroupOffsets(consumer.group)
              .partitionsToOffsetAndMetadata()
              .get()
              .entrySet()) {
        if (offset.getValue() != null) {
          done.put(offset.getKey(), offset.getValue().offset());
        }
      }
      return done;
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "the broker does not tell the offsets of " + consumer.group, e);
    }
  }

  private Map<TopicPartition, Long> stored(Consumer consumer) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(SINK_OFFSETS)) {
      statement.setString(1, consumer.group);
      try (ResultSet row = statement.executeQuery()) {
        var done = new HashMap<TopicPartition, Long>();
        while (row.next()) {
          done.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3));
        }
        return done;
      }
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
