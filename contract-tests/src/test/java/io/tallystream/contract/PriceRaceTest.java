package io.tallystream.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tallystream.bench.client.Api;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every event that is sent after the 2xx of a POST /models is priced with that model, and what a
 * model priced it goes on pricing.
 */
@ExtendWith(RunningSystem.class)
class PriceRaceTest {
  private static final int ROUNDS = 40;

  @Test
  void anEventSentRightAfterItsModelIsPricedWithIt(RunningSystem system) throws Exception {
    try (Api api = system.api()) {
      var expected = new ArrayList<String[]>();
      for (int i = 0; i < ROUNDS; i++) {
        String model = "race-" + UUID.randomUUID();
        JsonNode created = api.post("/api/public/models", definition(model, "0.000002"));
        String id = UUID.randomUUID().toString();
        api.ingest(List.of(generation(id, model)));
        expected.add(
            new String[] {
              id,
              created.get("id").textValue(),
              created.get("pricingTiers").get(0).get("id").textValue()
            });
      }
      for (String[] one : expected) {
        JsonNode read = Eventually.json(api, "/api/public/observations/" + one[0]);
        assertThat(read.get("calculatedTotalCost").decimalValue())
            .isEqualByComparingTo(new BigDecimal("0.000014"));
        assertThat(read.get("modelId").textValue()).isEqualTo(one[1]);
        assertThat(read.get("usagePricingTierId").textValue()).isEqualTo(one[2]);
      }
    }
  }

  @Test
  void aPricedObservationKeepsItsPriceWhenTheModelIsReplaced(RunningSystem system)
      throws Exception {
    try (Api api = system.api()) {
      String model = "kept-" + UUID.randomUUID();
      JsonNode first = api.post("/api/public/models", definition(model, "0.000002"));
      String id = UUID.randomUUID().toString();
      api.ingest(List.of(generation(id, model)));
      Eventually.json(api, "/api/public/observations/" + id);

      api.delete("/api/public/models/" + first.get("id").textValue());
      api.post("/api/public/models", definition(model, "0.000003"));
      api.ingest(List.of(update(id, "{\"input\":8}")));
      JsonNode read =
          Eventually.json(
              api,
              "/api/public/observations/" + id,
              o -> o.get("usageDetails").get("input").intValue() == 8);
      assertThat(read.get("modelId")).isEqualTo(first.get("id"));
      assertThat(read.get("calculatedTotalCost").decimalValue())
          .isEqualByComparingTo(new BigDecimal("0.000016"));
    }
  }

  private static JsonNode definition(String model, String price) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("modelName", model)
        .put("matchPattern", "^" + model + "$")
        .put("unit", "TOKENS")
        .put("inputPrice", new BigDecimal(price));
  }

  private static byte[] generation(String id, String model) {
    return event(
        "generation-create",
        id,
        "\"name\":\"race\",\"model\":\"%s\",\"usageDetails\":{\"input\":7}".formatted(model));
  }

  private static byte[] update(String id, String usage) {
    return event("generation-update", id, "\"usageDetails\":" + usage);
  }

  private static byte[] event(String type, String id, String fields) {
    return """
        {"id":"%s","type":"%s","timestamp":"%s","body":{"id":"%s","traceId":"trace-%s",%s}}"""
        .formatted(UUID.randomUUID(), type, Instant.now(), id, id, fields)
        .getBytes(StandardCharsets.UTF_8);
  }
}
