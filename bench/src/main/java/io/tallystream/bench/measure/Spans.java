package io.tallystream.bench.measure;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * OTLP exports of generations of about 1 KB, eight to a trace, as an instrumented application sends
 * them.
 */
public final class Spans {
  private static final int PER_TRACE = 8;
  private static final String TEXT =
      "The quick brown fox jumps over the lazy dog; pack my box with five dozen jugs. ".repeat(4);

  private final SplittableRandom random;

  public Spans(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** One request with {@code count} spans whose names are {@code name}. */
  public synchronized byte[] request(String name, int count) {
    var scope =
        ScopeSpans.newBuilder()
            .setScope(InstrumentationScope.newBuilder().setName("bench").setVersion("1"));
    ByteString trace = id(16);
    ByteString parent = ByteString.EMPTY;
    for (int i = 0; i < count; i++) {
      if (i % PER_TRACE == 0) {
        trace = id(16);
        parent = ByteString.EMPTY;
      }
      Span span = span(name, trace, parent);
      parent = span.getSpanId();
      scope.addSpans(span);
    }
    return export(scope);
  }

  /** A request with one root span, and the trace id that it has. */
  public synchronized Probe probe(String name) {
    ByteString trace = id(16);
    byte[] request = export(ScopeSpans.newBuilder().addSpans(span(name, trace, ByteString.EMPTY)));
    return new Probe(HexFormat.of().formatHex(trace.toByteArray()), request);
  }

  public record Probe(String traceId, byte[] request) {}

  private static byte[] export(ScopeSpans.Builder scope) {
    var resource = Resource.newBuilder().addAttributes(text("service.name", "bench"));
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope))
        .build()
        .toByteArray();
  }

  private Span span(String name, ByteString trace, ByteString parent) {
    long start = System.currentTimeMillis() * 1_000_000 - random.nextInt(1_000_000_000);
    return Span.newBuilder()
        .setTraceId(trace)
        .setSpanId(id(8))
        .setParentSpanId(parent)
        .setName(name)
        .setStartTimeUnixNano(start)
        .setEndTimeUnixNano(start + random.nextInt(900_000_000))
        .addAttributes(text("gen_ai.operation.name", "chat"))
        .addAttributes(text("gen_ai.request.model", "gpt-4o-mini"))
        .addAttributes(text("user.id", "user-" + random.nextInt(500)))
        .addAttributes(text("session.id", "session-" + random.nextInt(2_000)))
        .addAttributes(number("gen_ai.usage.input_tokens", random.nextInt(2_000)))
        .addAttributes(number("gen_ai.usage.output_tokens", random.nextInt(500)))
        .addAttributes(
            text("gen_ai.input.messages", "[{\"role\":\"user\",\"content\":\"" + TEXT + "\"}]"))
        .addAttributes(
            text(
                "gen_ai.output.messages",
                "[{\"role\":\"assistant\",\"content\":\"" + TEXT + "\"}]"))
        .build();
  }

  private ByteString id(int bytes) {
    byte[] id = new byte[bytes];
    random.nextBytes(id);
    return ByteString.copyFrom(id);
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static KeyValue number(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }
}
