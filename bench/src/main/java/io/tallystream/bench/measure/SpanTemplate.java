package io.tallystream.bench.measure;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * The bytes of a generation of about 1 KB, as a field of {@link ScopeSpans}. What differs from span
 * to span has a fixed width and is written over a copy, so that making load costs the system under
 * load next to nothing.
 */
final class SpanTemplate {
  /** Bytes of a span id. */
  private static final int ID = 8;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final String TEXT =
      "The quick brown fox jumps over the lazy dog; pack my box with five dozen jugs. ".repeat(4);

  // What is looked for in the serialized span; none is part of another or of the texts.
  private static final byte[] TRACE = HexFormat.of().parseHex("f1f2f3f4f5f6f7f8e1e2e3e4e5e6e7e8");
  private static final byte[] SELF = HexFormat.of().parseHex("d1d2d3d4d5d6d7d8");
  private static final byte[] PARENT = HexFormat.of().parseHex("c1c2c3c4c5c6c7c8");
  private static final long START = 0x0102030405060708L;
  private static final long END = 0x1112131415161718L;
  private static final String USER = "user-000";
  private static final String SESSION = "session-0000";
  private static final int INPUT_TOKENS = 0b1111111_0000001;
  private static final int OUTPUT_TOKENS = 0b1111110_0000001;

  private final byte[] bytes;
  private final int trace;
  private final int self;
  private final int parent;
  private final int start;
  private final int end;
  private final int user;
  private final int session;
  private final int input;
  private final int output;

  private SpanTemplate(byte[] bytes, boolean child) {
    this.bytes = bytes;
    trace = find(TRACE);
    self = find(SELF);
    parent = child ? find(PARENT) : -1;
    start = find(bytes(START));
    end = find(bytes(END));
    user = find(USER.getBytes(StandardCharsets.US_ASCII)) + USER.length();
    session = find(SESSION.getBytes(StandardCharsets.US_ASCII)) + SESSION.length();
    input = find(varint(INPUT_TOKENS));
    output = find(varint(OUTPUT_TOKENS));
  }

  /** A trace's first span. */
  static SpanTemplate root(String name) {
    return new SpanTemplate(field(span(name)), false);
  }

  /** A span below another. */
  static SpanTemplate child(String name) {
    return new SpanTemplate(field(span(name).setParentSpanId(ByteString.copyFrom(PARENT))), true);
  }

  int size() {
    return bytes.length;
  }

  /**
   * Writes a span that ended within the last second.
   *
   * @param at where it begins
   * @param parentAt where the id of its parent is; not read for a root
   * @return where its id is
   */
  int write(byte[] to, int at, byte[] traceId, int parentAt, SplittableRandom random) {
    System.arraycopy(bytes, 0, to, at, bytes.length);
    System.arraycopy(traceId, 0, to, at + trace, traceId.length);
    LONG.set(to, at + self, random.nextLong());
    if (parent >= 0) {
      System.arraycopy(to, parentAt, to, at + parent, ID);
    }
    long from = System.currentTimeMillis() * 1_000_000 - random.nextInt(1_000_000_000);
    LONG.set(to, at + start, from);
    LONG.set(to, at + end, from + random.nextInt(900_000_000));
    digits(to, at + user, random.nextInt(500));
    digits(to, at + session, random.nextInt(2_000));
    twoBytes(to, at + input, 128 + random.nextInt(2_000));
    twoBytes(to, at + output, 128 + random.nextInt(500));
    return at + self;
  }

  private static Span.Builder span(String name) {
    return Span.newBuilder()
        .setTraceId(ByteString.copyFrom(TRACE))
        .setSpanId(ByteString.copyFrom(SELF))
        .setName(name)
        .setStartTimeUnixNano(START)
        .setEndTimeUnixNano(END)
        .addAttributes(text("gen_ai.operation.name", "chat"))
        .addAttributes(text("gen_ai.request.model", "gpt-4o-mini"))
        .addAttributes(text("user.id", USER))
        .addAttributes(text("session.id", SESSION))
        .addAttributes(number("gen_ai.usage.input_tokens", INPUT_TOKENS))
        .addAttributes(number("gen_ai.usage.output_tokens", OUTPUT_TOKENS))
        .addAttributes(
            text("gen_ai.input.messages", "[{\"role\":\"user\",\"content\":\"" + TEXT + "\"}]"))
        .addAttributes(
            text(
                "gen_ai.output.messages",
                "[{\"role\":\"assistant\",\"content\":\"" + TEXT + "\"}]"));
  }

  static KeyValue text(String key, String value) {
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

  private static byte[] field(Span.Builder span) {
    return ScopeSpans.newBuilder().addSpans(span).build().toByteArray();
  }

  private static byte[] bytes(long fixed64) {
    byte[] to = new byte[Long.BYTES];
    LONG.set(to, 0, fixed64);
    return to;
  }

  private static byte[] varint(int value) {
    byte[] to = new byte[2];
    twoBytes(to, 0, value);
    return to;
  }

  /** A varint of 128 to 16,383. */
  private static void twoBytes(byte[] to, int at, int value) {
    to[at] = (byte) (value & 0x7f | 0x80);
    to[at + 1] = (byte) (value >> 7);
  }

  /** Decimal, its last digit before {@code end}. */
  private static void digits(byte[] to, int end, int value) {
    for (int at = end - 1, rest = value; rest > 0; at--, rest /= 10) {
      to[at] = (byte) ('0' + rest % 10);
    }
  }

  private int find(byte[] wanted) {
    for (int at = 0; at <= bytes.length - wanted.length; at++) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    throw new IllegalStateException("the template lacks a marker");
  }
}
