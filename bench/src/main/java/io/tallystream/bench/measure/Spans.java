package io.tallystream.bench.measure;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * OTLP exports of generations of about 1 KB, eight to a trace, each below the one before, as an
 * instrumented application sends them.
 */
public final class Spans {
  private static final int PER_TRACE = 8;
  private static final int TRACE_ID = 16;
  private static final byte[] RESOURCE =
      ResourceSpans.newBuilder()
          .setResource(
              Resource.newBuilder().addAttributes(SpanTemplate.text("service.name", "bench")))
          .build()
          .toByteArray();
  private static final byte[] SCOPE =
      ScopeSpans.newBuilder()
          .setScope(InstrumentationScope.newBuilder().setName("bench").setVersion("1"))
          .build()
          .toByteArray();

  private record Templates(SpanTemplate root, SpanTemplate child) {}

  private final SplittableRandom random;
  private final Map<String, Templates> byName = new ConcurrentHashMap<>();

  public Spans(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** One request with {@code count} spans whose names are {@code name}. */
  public synchronized byte[] request(String name, int count) {
    Templates of = templates(name);
    int roots = (count + PER_TRACE - 1) / PER_TRACE;
    var request = new Request(roots * of.root.size() + (count - roots) * of.child.size());
    byte[] trace = new byte[0];
    int parent = -1;
    for (int i = 0; i < count; i++) {
      boolean root = i % PER_TRACE == 0;
      trace = root ? traceId() : trace;
      parent = request.add(root ? of.root : of.child, trace, parent, random);
    }
    return request.bytes;
  }

  /** A request with one root span, and the trace id that it has. */
  public synchronized Probe probe(String name) {
    byte[] trace = traceId();
    SpanTemplate root = templates(name).root;
    var request = new Request(root.size());
    request.add(root, trace, -1, random);
    return new Probe(HexFormat.of().formatHex(trace), request.bytes);
  }

  public record Probe(String traceId, byte[] request) {}

  private Templates templates(String name) {
    return byName.computeIfAbsent(
        name, n -> new Templates(SpanTemplate.root(n), SpanTemplate.child(n)));
  }

  private byte[] traceId() {
    byte[] id = new byte[TRACE_ID];
    random.nextBytes(id);
    return id;
  }

  /** Resource and scope around spans of a known size. */
  private static final class Request {
    private final byte[] bytes;
    private int at;

    Request(int spans) {
      int scope = SCOPE.length + spans;
      int scopeField =
          CodedOutputStream.computeUInt32Size(ResourceSpans.SCOPE_SPANS_FIELD_NUMBER, scope);
      int resource = RESOURCE.length + scopeField + scope;
      int field =
          CodedOutputStream.computeUInt32Size(
              ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER, resource);
      bytes = new byte[field + resource];
      open(ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER, resource, RESOURCE);
      open(ResourceSpans.SCOPE_SPANS_FIELD_NUMBER, scope, SCOPE);
    }

    private void open(int field, int size, byte[] first) {
      var out = CodedOutputStream.newInstance(bytes, at, bytes.length - at);
      try {
        out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt32NoTag(size);
        at += out.getTotalBytesWritten();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      System.arraycopy(first, 0, bytes, at, first.length);
      at += first.length;
    }

    /** Where the span's id is. */
    int add(SpanTemplate span, byte[] trace, int parent, SplittableRandom random) {
      int id = span.write(bytes, at, trace, parent, random);
      at += span.size();
      return id;
    }
  }
}
