package io.tallystream.gateway.http.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallystream.gateway.auth.Principal;
import io.tallystream.gateway.http.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJudgeTest {
  private static final Principal ALL = new Principal(1, "p", Principal.Scope.PROJECT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trace-create | {\"name\":7} | body.name",
        "trace-create | {\"tags\":[1]} | body.tags",
        "trace-create | {\"timestamp\":\"2026-01-01T00:00:00\"} | body.timestamp",
        "span-create | {} | body.id",
        "span-create | {\"id\":\"\"} | body.id",
        "span-create | {\"id\":\"s\",\"level\":\"LOUD\"} | body.level",
        "generation-create | {\"id\":\"g\",\"usage\":3} | body.usage",
        "generation-create | {\"id\":\"g\",\"costDetails\":{\"input\":\"1\"}} | body.costDetails",
        "generation-create | {\"id\":\"g\",\"promptName\":\"n\"} | body.promptVersion",
        "generation-create | {\"id\":\"g\",\"modelParameters\":{\"a\":[1]}} | body.modelParameters",
        "observation-create | {\"id\":\"g\",\"type\":\"AGENT\"} | body.type",
        "score-create | {\"traceId\":\"t\",\"value\":1} | body.name",
        "score-create | {\"name\":\"n\",\"value\":1} | body.traceId",
        "score-create | {\"traceId\":\"t\",\"sessionId\":\"s\",\"name\":\"n\",\"value\":1} | body.sessionId",
        "score-create | {\"sessionId\":\"s\",\"datasetRunId\":\"r\",\"name\":\"n\",\"value\":1} | body.datasetRunId",
        "score-create | {\"traceId\":\"t\",\"name\":\"n\",\"value\":1,\"source\":\"HUMAN\"} | body.source",
        "score-create | {\"traceId\":\"t\",\"name\":\"n\",\"value\":1,\"source\":\"ANNOTATION\"} | body.configId",
        "score-create | {\"sessionId\":\"s\",\"name\":\"n\",\"value\":\"x\",\"dataType\":\"CORRECTION\"} | body.sessionId",
        "score-create | {\"traceId\":\"t\",\"name\":\"n\",\"value\":2,\"dataType\":\"BOOLEAN\"} | body.value",
        "dataset-run-item-create | {} | type",
      })
  void anErrorNamesTheField(String type, String body, String field) throws Refusal {
    assertThat(only(event(type, body)))
        .isInstanceOfSatisfying(
            Judged.Bad.class, bad -> assertThat(bad.detail()).startsWith(field + ":"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trace-create | {\"id\":null,\"future\":{\"x\":[1]}}",
        "generation-create | {\"id\":\"g\",\"usageDetails\":{\"prompt_tokens\":1,\"d\":{\"a\":2}}}",
        "generation-create | {\"id\":\"g\",\"modelParameters\":{\"a\":1,\"b\":[\"x\"],\"c\":{\"d\":\"e\"}}}",
        "event-create | {\"id\":\"e\",\"startTime\":\"2026-01-01T00:00:00.123456+02:00\"}",
        "score-create | {\"id\":\"s\",\"sessionId\":\"x\",\"name\":\"n\",\"value\":\"good\"}",
        "score-create | {\"traceId\":\"t\",\"observationId\":\"o\",\"sessionId\":null,\"name\":\"n\",\"value\":1}",
        "score-create | {\"traceId\":\"t\",\"name\":\"n\",\"value\":1,\"source\":\"ANNOTATION\",\"configId\":\"c\"}",
        "score-create | {\"traceId\":\"t\",\"name\":\"n\",\"value\":\"x\",\"source\":\"ANNOTATION\",\"dataType\":\"CORRECTION\"}",
        "sdk-log | {\"log\":[1]}",
      })
  void whatTheContractAllowsIsTaken(String type, String body) throws Refusal {
    assertThat(only(event(type, body))).isInstanceOf(Judged.Good.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"batch\":{}}", "{\"batch\":[}", "{\"batch\":[]} x"})
  void aRequestOfAnotherShapeIsRefusedWhole(String body) {
    assertThatThrownBy(() -> BatchReader.read(bytes(body))).isInstanceOf(Refusal.class);
  }

  @Property
  void eachEventIsSlicedAsItWasSent(@ForAll @StringLength(max = 30) String text) throws Refusal {
    String quoted =
        new String(io.tallystream.gateway.http.Json.bytes(text), StandardCharsets.UTF_8);
    String first = event("trace-create", "{\"id\":\"a\",\"name\":%s}".formatted(quoted));
    String second = event("trace-create", "{\"id\":\"b\",\"metadata\": 1.50e+10 }");
    byte[] request = bytes("{ \"batch\" : [ " + first + " , " + second + "] }");

    List<RawEvent> events = BatchReader.read(request);

    assertThat(events)
        .extracting(
            e -> new String(request, e.event().from(), e.event().length(), StandardCharsets.UTF_8))
        .containsExactly(
            new String(bytes(first), StandardCharsets.UTF_8),
            new String(bytes(second), StandardCharsets.UTF_8));
  }

  @Test
  void whatPostgresqlCannotHoldIsReplacedAndNothingElse() {
    String json = "\\u0000 \\ud83d\\ude00 \\ud83d \\udc00 \\\\u0000 \\n";
    assertThat(new String(TextRepair.repair(bytes(json)), StandardCharsets.UTF_8))
        .isEqualTo("\\ufffd \\ud83d\\ude00 \\ufffd \\ufffd \\\\u0000 \\n");
    assertThat(TextRepair.repair(new byte[] {'a', (byte) 0xff})).isEqualTo(bytes("a\ufffd"));
  }

  private static Judged only(String event) throws Refusal {
    byte[] request = bytes("{\"batch\":[" + event + "]}");
    return new EventJudge(request, ALL).judge(BatchReader.read(request).getFirst());
  }

  private static String event(String type, String body) {
    return "{\"body\":%s,\"id\":\"e\",\"type\":\"%s\",\"timestamp\":\"2026-01-01T00:00:00Z\"}"
        .formatted(body, type);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
