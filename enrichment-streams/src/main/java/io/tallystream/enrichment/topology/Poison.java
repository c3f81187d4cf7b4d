package io.tallystream.enrichment.topology;

import com.google.protobuf.ByteString;
import io.tallystream.event.v1.DeadLetter;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Dead letters of one record. */
record Poison(RecordMetadata source, String stage, byte[] key, long nowMs) {
  static Poison of(ProcessorContext<?, ?> context, String stage, byte @Nullable [] key) {
    return new Poison(
        context.recordMetadata().orElseThrow(),
        stage,
        key == null ? new byte[0] : key,
        context.currentSystemTimeMs());
  }

  Output letter(int project, String reason, String detail, byte[] value) {
    byte[] letter =
        DeadLetter.newBuilder()
            .setFormat(1)
            .setProject(project)
            .setStage(stage)
            .setReason(reason)
            .setDetail(detail)
            .setAttempt(1)
            .setQuarantinedAtUs(nowMs * 1_000)
            .setSourceTopic(source.topic())
            .setSourcePartition(source.partition())
            .setSourceOffset(source.offset())
            .setKey(ByteString.copyFrom(key))
            .setValue(ByteString.copyFrom(value))
            .build()
            .toByteArray();
    return new Output(EnrichmentTopology.DEAD_LETTERS_SINK, key, letter);
  }
}
