package io.tallystream.enrichment.topology;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import io.tallystream.enrichment.dialect.Patch;
import io.tallystream.enrichment.dialect.Payload;
import io.tallystream.event.Routing;
import io.tallystream.event.v1.Body;
import io.tallystream.event.v1.BodyCodec;
import io.tallystream.event.v1.BodyField;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.event.v1.Stamp;
import java.util.List;

/** Payloads as records; compressed from {@value #COMPRESS_FROM} bytes on. */
final class Bodies {
  private static final int COMPRESS_FROM = 512;
  private static final int LEVEL = 3;

  private Bodies() {}

  static List<Output> of(EventBatch batch, int part, Patch patch) {
    return switch (patch) {
      case Patch.ObservationPatch p -> of(batch, part, p.id(), p.payloads());
      case Patch.TracePatch p -> of(batch, part, "", p.payloads());
      case Patch.ScorePatch p -> List.of();
    };
  }

  private static List<Output> of(EventBatch batch, int part, String id, List<Payload> payloads) {
    byte[] key = Routing.key(batch.getProject(), Routing.hash(batch.getTraceId()));
    return payloads.stream()
        .map(p -> new Output(EnrichmentTopology.BODIES_SINK, key, body(batch, part, id, p)))
        .toList();
  }

  private static byte[] body(EventBatch batch, int part, String id, Payload p) {
    boolean compress = p.data().length >= COMPRESS_FROM;
    byte[] data = compress ? Zstd.compress(p.data(), LEVEL) : p.data();
    return Body.newBuilder()
        .setFormat(1)
        .setProject(batch.getProject())
        .setPart(part)
        .setTraceId(batch.getTraceId())
        .setObservationId(id)
        .setField(
            switch (p.kind()) {
              case INPUT -> BodyField.INPUT;
              case OUTPUT -> BodyField.OUTPUT;
              case METADATA -> BodyField.METADATA;
            })
        .setStamp(
            Stamp.newBuilder()
                .setTimeUs(p.stamp().timeUs())
                .setRank(p.stamp().rank())
                .setHash(p.stamp().hash()))
        .setCodec(compress ? BodyCodec.ZSTD : BodyCodec.IDENTITY)
        .setData(ByteString.copyFrom(data))
        .setJson(p.json())
        .setSize(p.data().length)
        .setReceivedAtUs(batch.getReceivedAtUs())
        .build()
        .toByteArray();
  }
}
