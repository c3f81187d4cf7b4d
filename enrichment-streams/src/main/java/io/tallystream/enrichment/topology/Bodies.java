package io.tallystream.enrichment.topology;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import io.tallystream.enrichment.dialect.Patch;
import io.tallystream.enrichment.dialect.Payload;
import io.tallystream.event.Routing;
import io.tallystream.event.v1.Body;
import io.tallystream.event.v1.BodyBundle;
import io.tallystream.event.v1.BodyCodec;
import io.tallystream.event.v1.BodyField;
import io.tallystream.event.v1.BodyList;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.event.v1.Stamp;
import java.util.List;
import java.util.stream.Stream;

/** The payloads of a batch as one record; compressed from {@value #COMPRESS_FROM} bytes on. */
final class Bodies {
  private static final int COMPRESS_FROM = 512;
  private static final int LEVEL = 3;

  private Bodies() {}

  /** One record, or none when no event carries a payload. */
  static List<Output> of(EventBatch batch, int part, List<Decoded> events) {
    List<Body> bodies = events.stream().flatMap(event -> bodies(event.patch())).toList();
    if (bodies.isEmpty()) {
      return List.of();
    }
    byte[] key = Routing.key(batch.getProject(), Routing.hash(batch.getTraceId()));
    return List.of(
        new Output(EnrichmentTopology.BODIES_SINK, key, bundle(batch, part, bodies).toByteArray()));
  }

  /** On the partition of the trace's payloads, and behind them: what says that they go. */
  static Output deletion(EventBatch batch, int part) {
    byte[] key = Routing.key(batch.getProject(), Routing.hash(batch.getTraceId()));
    var deletion = header(batch, part).setDeleted(true).build();
    return new Output(EnrichmentTopology.BODIES_SINK, key, deletion.toByteArray());
  }

  private static Stream<Body> bodies(Patch patch) {
    return switch (patch) {
      case Patch.ObservationPatch p -> p.payloads().stream().map(b -> body(p.id(), b));
      case Patch.TracePatch p -> p.payloads().stream().map(b -> body("", b));
      case Patch.ScorePatch p -> Stream.empty();
    };
  }

  private static BodyBundle bundle(EventBatch batch, int part, List<Body> bodies) {
    byte[] plain = BodyList.newBuilder().addAllBody(bodies).build().toByteArray();
    boolean compress = plain.length >= COMPRESS_FROM;
    return header(batch, part)
        .addAllObservationId(bodies.stream().map(Body::getObservationId).distinct().toList())
        .setCodec(compress ? BodyCodec.ZSTD : BodyCodec.IDENTITY)
        .setData(ByteString.copyFrom(compress ? Zstd.compress(plain, LEVEL) : plain))
        .setSize(plain.length)
        .build();
  }

  private static BodyBundle.Builder header(EventBatch batch, int part) {
    return BodyBundle.newBuilder()
        .setFormat(1)
        .setProject(batch.getProject())
        .setPart(part)
        .setTraceId(batch.getTraceId())
        .setReceivedAtUs(batch.getReceivedAtUs());
  }

  private static Body body(String id, Payload p) {
    return Body.newBuilder()
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
        .setJson(p.json())
        .setData(ByteString.copyFrom(p.data()))
        .build();
  }
}
