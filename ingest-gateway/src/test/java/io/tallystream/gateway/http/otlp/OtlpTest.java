package io.tallystream.gateway.http.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.tallystream.gateway.http.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class OtlpTest {
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final Span SPAN =
      Span.newBuilder()
          .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(TRACE_ID)))
          .setSpanId(ByteString.copyFrom(HexFormat.of().parseHex("b7ad6b7169203331")))
          .setName("chat")
          .setStartTimeUnixNano(1_700_000_000_000_000_000L)
          .build();

  @Test
  void spansAreCutOutAsTheyWereSent() throws Exception {
    assertThat(OtlpSlicer.slice(export(SPAN).toByteArray()))
        .containsExactly(
            new SpanSlice(TRACE_ID, 0, ByteString.EMPTY, ByteString.EMPTY, SPAN.toByteString()));
  }

  @Test
  void oneSpanWithoutAnIdRefusesTheWholeExport() {
    byte[] request = export(SPAN, SPAN.toBuilder().clearSpanId().build()).toByteArray();
    assertThatThrownBy(() -> OtlpSlicer.slice(request))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("spanId is missing");
  }

  @Test
  void logsAreToldFromTraces() {
    var logs = ExportLogsServiceRequest.newBuilder();
    logs.addResourceLogsBuilder().addScopeLogsBuilder().addLogRecordsBuilder().setTimeUnixNano(1);
    assertThatThrownBy(() -> OtlpSlicer.slice(logs.build().toByteArray()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("logs");
  }

  @Test
  void jsonBecomesTheSameBytes() throws Exception {
    String json =
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%s","spanId":"B7AD6B7169203331",
         "name":"chat","startTimeUnixNano":"1700000000000000000","unknown":{}}]}]}]}"""
            .formatted(TRACE_ID);
    assertThat(ExportTraceServiceRequest.parseFrom(toProtobuf(json))).isEqualTo(export(SPAN));
  }

  @Test
  void jsonOfAnotherShapeIsRefusedWithItsPath() {
    assertThatThrownBy(() -> toProtobuf("{\"resourceSpans\":[{\"scopeSpans\":{}}]}"))
        .isInstanceOf(Refusal.class)
        .hasMessage("/resourceSpans/0/scopeSpans: expected an array");
  }

  private static byte[] toProtobuf(String json) throws Refusal {
    return OtlpJson.toProtobuf(json.getBytes(StandardCharsets.UTF_8));
  }

  private static ExportTraceServiceRequest export(Span... spans) {
    var request = ExportTraceServiceRequest.newBuilder();
    request.addResourceSpansBuilder().addScopeSpansBuilder().addAllSpans(java.util.List.of(spans));
    return request.build();
  }
}
