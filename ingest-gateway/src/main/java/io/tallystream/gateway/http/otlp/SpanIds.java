package io.tallystream.gateway.http.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.tallystream.gateway.admission.Reason;
import io.tallystream.gateway.http.Refusal;
import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a span, read by walking its fields once.
 *
 * @param problem why the span cannot be taken; null when it can
 */
record SpanIds(String traceId, @Nullable String problem) {
  private static final int TRACE_ID = 1;
  private static final int SPAN_ID = 2;
  private static final int START_TIME = 7;
  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  static SpanIds of(ByteString span) throws IOException, Refusal {
    ByteString traceId = ByteString.EMPTY;
    ByteString spanId = ByteString.EMPTY;
    CodedInputStream in = span.newCodedInput();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      refuseOtherSignals(field, WireFormat.getTagWireType(tag));
      switch (field) {
        case TRACE_ID -> traceId = in.readBytes();
        case SPAN_ID -> spanId = in.readBytes();
        default -> skip(in, tag);
      }
    }
    return new SpanIds(HexFormat.of().formatHex(traceId.toByteArray()), problem(traceId, spanId));
  }

  /**
   * The exports of logs and metrics nest alike. A log record begins with a fixed64 time and has a
   * varint severity where a span has ids; a metric has its sum where a span has its start time.
   */
  private static void refuseOtherSignals(int field, int wireType) throws Refusal {
    boolean isId = field == TRACE_ID || field == SPAN_ID;
    if (isId && wireType != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      throw wrongSignal("logs");
    }
    if (field == START_TIME && wireType != WireFormat.WIRETYPE_FIXED64) {
      throw wrongSignal("metrics");
    }
  }

  private static Refusal wrongSignal(String signal) {
    return new Refusal(
        Reason.INVALID_REQUEST,
        "This looks like an export of " + signal + "; only traces are taken here");
  }

  private static @Nullable String problem(ByteString traceId, ByteString spanId) {
    if (isAbsent(traceId)) {
      return "traceId is missing";
    }
    if (isAbsent(spanId)) {
      return "spanId is missing";
    }
    if (traceId.size() != TRACE_ID_BYTES) {
      return "traceId must have 16 bytes";
    }
    return spanId.size() == SPAN_ID_BYTES ? null : "spanId must have 8 bytes";
  }

  private static boolean isAbsent(ByteString id) {
    for (int i = 0; i < id.size(); i++) {
      if (id.byteAt(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static void skip(CodedInputStream in, int tag) throws IOException {
    if (!in.skipField(tag)) {
      throw new InvalidProtocolBufferException("a group ends that did not begin");
    }
  }
}
