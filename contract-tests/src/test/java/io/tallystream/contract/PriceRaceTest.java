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

/** Every event that is sent after the 2xx of a POST /models is priced with that model. */
@ExtendWith(RunningSystem.class)
class PriceRaceTest {
  private static final int ROUNDS = 40;

  @Test
  void anEventSentRightAfterItsModelIsPricedWithIt(RunningSystem system) throws Exception {
    try (Api api = system.api()) {
      var expected = new ArrayList<String[]>();
      for (int i = 0; i < ROUNDS; i++) {
        String model = "race-" + UUID.randomUUID();
        JsonNode created = api.post("/api/public/models", definition(model));
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

  private static JsonNode definition(String model) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("modelName", model)
        .put("matchPattern", "^" + model + "$")
        .put("unit", "TOKENS")
        .put("inputPrice", new BigDecimal("0.000002"));
  }

  private static byte[] generation(String id, String model) {
    String body =
        """
        {"id":"%s","type":"generation-create","timestamp":"%s",
         "body":{"id":"%s","traceId":"trace-%s","name":"race","model":"%s","usageDetails":{"input":7}}}"""
            .formatted(UUID.randomUUID(), Instant.now(), id, id, model);
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
