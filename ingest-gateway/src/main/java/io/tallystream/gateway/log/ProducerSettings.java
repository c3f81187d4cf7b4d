package io.tallystream.gateway.log;

import io.tallystream.event.Topics;
import io.tallystream.gateway.GatewayConfig;
import java.util.Map;

/** Settings of the producer, and why each is as it is. */
final class ProducerSettings {
  private static final int MIB = 1 << 20;

  private ProducerSettings() {}

  static Map<String, Object> of(String bootstrap, GatewayConfig config) {
    return Map.ofEntries(
        Map.entry("bootstrap.servers", bootstrap),
        Map.entry("client.id", "ingest-gateway"),
        // Acknowledged means that every in-sync replica has it, once.
        Map.entry("acks", "all"),
        Map.entry("enable.idempotence", true),
        Map.entry("compression.type", config.compression()),
        Map.entry("linger.ms", 5),
        Map.entry("batch.size", 256 * 1024),
        Map.entry("max.request.size", Topics.MAX_RECORD_BYTES),
        // Admission bounds the bytes; the buffer only has to hold them, and open batches beside.
        Map.entry("buffer.memory", config.bytesInFlight() + 64L * MIB),
        // A sender thread that waits is one that does not serve others.
        Map.entry("max.block.ms", 250),
        Map.entry("request.timeout.ms", 5_000),
        Map.entry("delivery.timeout.ms", 10_000));
  }
}
