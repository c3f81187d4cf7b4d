package io.tallystream.enrichment.dialect;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.Span;
import io.tallystream.event.v1.OtlpScopeSpans;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spans (contract 2.6-2.11): an observation each, and a write to their trace. One is for the spans
 * of one resource and scope, which it reads once.
 */
public final class OtlpDialect {
  private final OtlpScopeSpans sent;
  private @Nullable Instrumentation instrumentation;

  public OtlpDialect(OtlpScopeSpans sent) {
    this.sent = sent;
  }

  /**
   * What one span says.
   *
   * @throws UnmappableEventException when the bytes are no span, or their group has no scope
   * @throws ArithmeticException when a stated cost is out of range
   */
  public List<Patch> patches(ByteString bytes, long receivedAtUs) throws UnmappableEventException {
    try {
      if (instrumentation == null) {
        instrumentation = Instrumentation.of(sent);
      }
      Span span = Span.parseFrom(bytes);
      long hash = Hashes.of(bytes.toByteArray());
      var times = SpanTimes.of(span, receivedAtUs);
      var observation = new SpanObservation(SpanView.of(instrumentation, span), span, times, hash);
      Patch.ObservationPatch patch = observation.patch(receivedAtUs);
      return List.of(patch, new SpanTrace(observation).patch(patch, receivedAtUs));
    } catch (InvalidProtocolBufferException e) {
      throw new UnmappableEventException("no span", e);
    }
  }

  /** Of a trace or span; null when there is none. */
  static @Nullable String hex(ByteString id) {
    return id.isEmpty() ? null : HexFormat.of().formatHex(id.toByteArray());
  }
}
