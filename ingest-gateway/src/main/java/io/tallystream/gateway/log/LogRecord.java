package io.tallystream.gateway.log;

import io.tallystream.event.Routing;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.event.v1.GatewayLedger;
import java.nio.charset.StandardCharsets;

/** One record to write: topic, routing key, explicit partition, value. */
public record LogRecord(String topic, int partition, byte[] key, byte[] value) {
  /** Events of one trace. */
  public static LogRecord ofTrace(EventBatch batch) {
    return of(Topics.EVENTS, batch, batch.getTraceId());
  }

  /** Updates of one observation of an unknown trace; {@code trace_id} is empty. */
  public static LogRecord ofUnrouted(EventBatch batch, String observationId) {
    return of(Topics.EVENTS_UNROUTED, batch, observationId);
  }

  /** Events of one score; {@code trace_id} holds the score's id, which routes it. */
  public static LogRecord ofScore(EventBatch batch) {
    return of(Topics.SCORES, batch, batch.getTraceId());
  }

  /** Counts of one process, project and minute; they replace those written before. */
  public static LogRecord ofLedger(GatewayLedger counts) {
    String key = counts.getInstance() + " " + counts.getProject() + " " + counts.getMinute();
    return new LogRecord(
        Topics.LEDGER,
        Math.floorMod(counts.getProject(), Partitions.COUNT),
        key.getBytes(StandardCharsets.US_ASCII),
        counts.toByteArray());
  }

  /** The same behind what is live; other topics have one lane. */
  public LogRecord overflowing() {
    return topic.equals(Topics.EVENTS)
        ? new LogRecord(Topics.EVENTS_OVERFLOW, partition, key, value)
        : this;
  }

  private static LogRecord of(String topic, EventBatch batch, String routedBy) {
    byte[] key = Routing.key(batch.getProject(), Routing.hash(routedBy));
    return new LogRecord(topic, Routing.partition(key, Partitions.COUNT), key, batch.toByteArray());
  }

  private static final class Partitions {
    static final int COUNT = Topics.partitions();
  }
}
