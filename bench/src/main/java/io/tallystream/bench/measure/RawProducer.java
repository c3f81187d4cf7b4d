package io.tallystream.bench.measure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The ceiling: records of 1 KiB a second that one producer thread gets acknowledged, acks=all,
 * idempotent, lz4.
 */
public final class RawProducer {
  private static final String TOPIC = "bench-ceiling";

  private RawProducer() {}

  public static double recordsPerSecond(String bootstrapServers, Duration time)
      throws ExecutionException, InterruptedException {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
    try (Admin admin = Admin.create(settings)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 12, (short) -1))).all().get();
      try {
        return produce(bootstrapServers, time);
      } finally {
        admin.deleteTopics(List.of(TOPIC)).all().get();
      }
    }
  }

  private static double produce(String bootstrapServers, Duration time) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "acks",
            "all",
            "compression.type",
            "lz4",
            "linger.ms",
            5,
            "batch.size",
            256 << 10);
    byte[][] values = values();
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      send(producer, values, time.dividedBy(4)); // the compiler's part
      long start = System.nanoTime();
      long sent = send(producer, values, time);
      return sent / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static long send(KafkaProducer<byte[], byte[]> producer, byte[][] values, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    long sent = 0;
    while (System.nanoTime() < end) {
      producer.send(
          new ProducerRecord<>(
              TOPIC, (int) (sent / 100 % 12), null, values[(int) (sent % values.length)]));
      sent++;
    }
    producer.flush();
    return sent;
  }

  /** Text-like bytes that lz4 halves, as it does with real spans. */
  private static byte[][] values() {
    var random = new SplittableRandom(1);
    byte[][] values = new byte[1_000][1_024];
    for (byte[] value : values) {
      for (int i = 0; i < value.length; i++) {
        value[i] = (byte) ('a' + (i % 3 == 0 ? random.nextInt(26) : i % 7));
      }
    }
    return values;
  }
}
