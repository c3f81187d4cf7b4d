package io.tallystream.enrichment.topology;

import com.google.protobuf.ByteString;
import io.tallystream.event.Letters;
import io.tallystream.streams.Breaker;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Dead letters of one record. */
record Poison(Letters.Source source, String stage, long nowMs) {
  static Poison of(ProcessorContext<?, ?> context, String stage, Record<byte[], byte[]> record) {
    var at = context.recordMetadata().orElseThrow();
    return new Poison(
        new Letters.Source(at.topic(), at.partition(), at.offset(), record.key(), record.headers()),
        stage,
        context.currentSystemTimeMs());
  }

  void count(Breaker breaker, boolean letter) {
    breaker.count(new TopicPartition(source.topic(), source.partition()), letter, nowMs);
  }

  Output letter(int project, String reason, String detail, byte[] value) {
    byte[] letter =
        Letters.about(source, stage, nowMs)
            .setProject(project)
            .setReason(reason)
            .setDetail(Letters.detail(detail))
            .setValue(ByteString.copyFrom(value))
            .build()
            .toByteArray();
    return new Output(EnrichmentTopology.DEAD_LETTERS_SINK, Letters.key(source.key()), letter);
  }
}
