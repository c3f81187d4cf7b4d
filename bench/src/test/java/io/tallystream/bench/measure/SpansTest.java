package io.tallystream.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SpansTest {
  @Test
  void aRequestIsAnExportOfChainsOfEight() throws Exception {
    List<Span> spans = spans(new Spans(1).request("load", 20));

    assertThat(spans).hasSize(20).allSatisfy(s -> assertThat(s.getName()).isEqualTo("load"));
    assertThat(spans.stream().map(Span::getTraceId).distinct()).hasSize(3);
    assertThat(spans.stream().map(Span::getSpanId).distinct()).hasSize(20);
    for (int i = 0; i < 20; i++) {
      Span span = spans.get(i);
      assertThat(span.getTraceId().size()).isEqualTo(16);
      if (i % 8 == 0) {
        assertThat(span.getParentSpanId().isEmpty()).isTrue();
      } else {
        assertThat(span.getParentSpanId()).isEqualTo(spans.get(i - 1).getSpanId());
        assertThat(span.getTraceId()).isEqualTo(spans.get(i - 1).getTraceId());
      }
    }
  }

  @Test
  void aSpanIsAGenerationOfOneKilobyteThatHasJustEnded() throws Exception {
    byte[] request = new Spans(2).request("load", 1_000);
    var users = new HashSet<String>();
    for (Span span : spans(request)) {
      Map<String, String> attributes =
          span.getAttributesList().stream()
              .collect(Collectors.toMap(KeyValue::getKey, SpansTest::value));
      users.add(attributes.get("user.id"));
      assertThat(attributes.get("user.id")).matches("user-[0-4]\\d\\d");
      assertThat(attributes.get("session.id")).matches("session-[01]\\d{3}");
      assertThat(Integer.parseInt(attributes.get("gen_ai.usage.input_tokens")))
          .isBetween(128, 2_127);
      assertThat(Integer.parseInt(attributes.get("gen_ai.usage.output_tokens")))
          .isBetween(128, 627);
      long now = System.currentTimeMillis() * 1_000_000;
      assertThat(span.getStartTimeUnixNano()).isBetween(now - 60_000_000_000L, now);
      assertThat(span.getEndTimeUnixNano() - span.getStartTimeUnixNano())
          .isBetween(0L, 900_000_000L);
    }

    assertThat(users).hasSizeGreaterThan(300);
    assertThat(request.length / 1_000).isBetween(950, 1_050);
  }

  @Test
  void aProbeIsOneRootWithTheIdItNames() throws Exception {
    Spans.Probe probe = new Spans(3).probe("probe");

    List<Span> spans = spans(probe.request());

    assertThat(spans).hasSize(1);
    assertThat(HexFormat.of().formatHex(spans.getFirst().getTraceId().toByteArray()))
        .isEqualTo(probe.traceId());
  }

  private static List<Span> spans(byte[] request) throws Exception {
    var scope = ExportTraceServiceRequest.parseFrom(request).getResourceSpans(0).getScopeSpans(0);
    assertThat(scope.getScope().getName()).isEqualTo("bench");
    return scope.getSpansList();
  }

  private static String value(KeyValue attribute) {
    return attribute.getValue().hasIntValue()
        ? Long.toString(attribute.getValue().getIntValue())
        : attribute.getValue().getStringValue();
  }
}
