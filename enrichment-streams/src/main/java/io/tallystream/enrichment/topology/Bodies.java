package io.tallystream.enrichment.topology;

import com.github.luben.zstd.ZstdCompressCtx;
import com.google.protobuf.UnsafeByteOperations;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiConsumer;

/** The payloads of a batch as one record; compressed from {@value #COMPRESS_FROM} bytes on. */
final class Bodies {
  private static final int COMPRESS_FROM = 512;
  private static final int LEVEL = 3;

  private static final ThreadLocal<ZstdCompressCtx> ZSTD =
      ThreadLocal.withInitial(() -> new ZstdCompressCtx().setLevel(LEVEL));

  /** A field of an observation; of the trace when the id is empty. */
  private record Owner(String observationId, Payload.Kind kind) {}

  private Bodies() {}

  /** One record, or none when no event carries a payload. */
  static List<Output> of(EventBatch batch, int part, List<Decoded> events) {
    List<Body> bodies = bodies(events);
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

  /** Without those that another of the same record hides: a trace's, of which each span has one. */
  private static List<Body> bodies(List<Decoded> events) {
    var latest = new HashMap<Owner, Payload>();
    each(events, (of, p) -> latest.merge(of, p, (a, b) -> b.hides(a) ? b : a));
    var bodies = new ArrayList<Body>();
    each(
        events,
        (of, p) -> {
          if (!latest.get(of).hides(p)) {
            bodies.add(body(of.observationId, p));
          }
        });
    return bodies;
  }

  private static void each(List<Decoded> events, BiConsumer<Owner, Payload> then) {
    for (Decoded event : events) {
      switch (event.patch()) {
        case Patch.ObservationPatch p ->
            p.payloads().forEach(b -> then.accept(new Owner(p.id(), b.kind()), b));
        case Patch.TracePatch p ->
            p.payloads().forEach(b -> then.accept(new Owner("", b.kind()), b));
        case Patch.ScorePatch p -> {}
      }
    }
  }

  private static BodyBundle bundle(EventBatch batch, int part, List<Body> bodies) {
    byte[] plain = BodyList.newBuilder().addAllBody(bodies).build().toByteArray();
    boolean compress = plain.length >= COMPRESS_FROM;
    return header(batch, part)
        .addAllObservationId(bodies.stream().map(Body::getObservationId).distinct().toList())
        .setCodec(compress ? BodyCodec.ZSTD : BodyCodec.IDENTITY)
        .setData(UnsafeByteOperations.unsafeWrap(compress ? ZSTD.get().compress(plain) : plain))
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
        .setData(UnsafeByteOperations.unsafeWrap(p.data()))
        .build();
  }
}
