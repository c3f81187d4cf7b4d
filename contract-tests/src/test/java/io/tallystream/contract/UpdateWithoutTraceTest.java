package io.tallystream.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tallystream.bench.client.Api;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An update that names no trace is of the observation that was created in one (contract 2.2). */
@ExtendWith(RunningSystem.class)
class UpdateWithoutTraceTest {
  private final String id = UUID.randomUUID().toString();
  private final String traceId = UUID.randomUUID().toString();
  private final String model = "untraced-" + UUID.randomUUID();
  private final Instant begin = Instant.now();

  @Test
  void isMergedWithItsCreate(RunningSystem system) throws Exception {
    try (Api api = system.api()) {
      api.post("/api/public/models", definition());
      api.ingest(List.of(create()));
      Eventually.json(api, "/api/public/observations/" + id);
      api.ingest(List.of(update()));
      assertOneObservation(api);
    }
  }

  @Test
  void isMergedWithACreateThatComesLater(RunningSystem system) throws Exception {
    try (Api api = system.api()) {
      api.post("/api/public/models", definition());
      api.ingest(List.of(update()));
      Thread.sleep(1_000);
      api.ingest(List.of(create()));
      assertOneObservation(api);
    }
  }

  private void assertOneObservation(Api api) throws Exception {
    JsonNode read =
        Eventually.json(
            api,
            "/api/public/observations/" + id,
            // Payloads and facts have a sink each.
            json -> json.path("output").isTextual() && json.path("usageDetails").has("output"));
    assertThat(read.get("traceId").textValue()).isEqualTo(traceId);
    assertThat(read.get("name").textValue()).isEqualTo("answer");
    assertThat(read.get("input").textValue()).isEqualTo("question");
    assertThat(read.get("output").textValue()).isEqualTo("forty-two");
    assertThat(read.get("usageDetails").get("output").intValue()).isEqualTo(3);
    assertThat(read.get("calculatedTotalCost").decimalValue())
        .isEqualByComparingTo(new BigDecimal("0.000029"));
    assertThat(api.get("/api/public/traces/" + id).statusCode()).isEqualTo(404);
  }

  private JsonNode definition() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("modelName", model)
        .put("matchPattern", "^" + model + "$")
        .put("unit", "TOKENS")
        .put("inputPrice", new BigDecimal("0.000002"))
        .put("outputPrice", new BigDecimal("0.000005"));
  }

  private byte[] create() {
    return event(
        "generation-create",
        begin,
        """
        "traceId":"%s","name":"answer","model":"%s","input":"question\""""
            .formatted(traceId, model));
  }

  private byte[] update() {
    return event(
        "generation-update",
        begin.plusSeconds(1),
        """
        "output":"forty-two","usageDetails":{"input":7,"output":3}""");
  }

  private byte[] event(String type, Instant timestamp, String fields) {
    return """
        {"id":"%s","type":"%s","timestamp":"%s","body":{"id":"%s",%s}}"""
        .formatted(UUID.randomUUID(), type, timestamp, id, fields)
        .getBytes(StandardCharsets.UTF_8);
  }
}
