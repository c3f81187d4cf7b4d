package io.tallystream.gateway.http.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import io.tallystream.gateway.admission.Reason;
import io.tallystream.gateway.http.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts an {@code ExportTraceServiceRequest} into its spans without decoding them: three levels of
 * length-delimited fields are walked, and each span's ids are looked at. Slices are views of the
 * request's bytes.
 */
final class OtlpSlicer {
  private static final int RESOURCE_SPANS = 1;
  private static final int RESOURCE = 1;
  private static final int SCOPE_SPANS = 2;
  private static final int SCOPE = 1;
  private static final int SPANS = 2;
  private static final int MAX_DETAILS = 10;

  private final List<SpanSlice> spans = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private int groups;

  private OtlpSlicer() {}

  /**
   * @param request never written again
   * @throws Refusal when the bytes are no such message, or one span lacks an id: then the export is
   *     refused whole
   */
  static List<SpanSlice> slice(byte[] request) throws Refusal {
    var slicer = new OtlpSlicer();
    try {
      for (ByteString each : Fields.of(UnsafeByteOperations.unsafeWrap(request), RESOURCE_SPANS)) {
        slicer.resourceSpans(each);
      }
    } catch (IOException e) {
      throw new Refusal(
          Reason.MALFORMED_BODY, "The body is not a Protobuf ExportTraceServiceRequest");
    }
    if (!slicer.problems.isEmpty()) {
      throw new Refusal(
          Reason.INVALID_REQUEST, "Invalid spans: " + String.join("; ", slicer.problems));
    }
    return slicer.spans;
  }

  private void resourceSpans(ByteString message) throws IOException, Refusal {
    ByteString resource = Fields.last(message, RESOURCE);
    for (ByteString each : Fields.of(message, SCOPE_SPANS)) {
      scopeSpans(resource, each);
    }
  }

  private void scopeSpans(ByteString resource, ByteString message) throws IOException, Refusal {
    ByteString scope = Fields.last(message, SCOPE);
    int group = groups++;
    for (ByteString span : Fields.of(message, SPANS)) {
      SpanIds ids = SpanIds.of(span);
      if (ids.problem() == null) {
        spans.add(new SpanSlice(ids.traceId(), group, resource, scope, span));
      } else if (problems.size() < MAX_DETAILS) {
        problems.add("scope %d, span %d: %s".formatted(group, spans.size(), ids.problem()));
      }
    }
  }

  /** Length-delimited fields of one message. */
  private static final class Fields {
    private Fields() {}

    static List<ByteString> of(ByteString message, int field) throws IOException {
      var found = new ArrayList<ByteString>();
      CodedInputStream in = message.newCodedInput();
      in.enableAliasing(true);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (WireFormat.getTagFieldNumber(tag) != field) {
          skip(in, tag);
        } else if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
          found.add(in.readBytes());
        } else {
          throw new InvalidProtocolBufferException("a message was expected");
        }
      }
      return found;
    }

    static ByteString last(ByteString message, int field) throws IOException {
      List<ByteString> all = of(message, field);
      return all.isEmpty() ? ByteString.EMPTY : all.getLast();
    }

    private static void skip(CodedInputStream in, int tag) throws IOException {
      if (!in.skipField(tag)) {
        throw new InvalidProtocolBufferException("a group ends that did not begin");
      }
    }
  }
}
