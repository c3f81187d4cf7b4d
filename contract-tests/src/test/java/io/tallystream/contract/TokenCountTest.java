package io.tallystream.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.bench.client.Api;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A generation of a shipped model without usage is counted, and says so. */
@ExtendWith(RunningSystem.class)
class TokenCountTest {
  @Test
  void whatNobodyCountedIsCountedAndPriced(RunningSystem system) throws Exception {
    String id = UUID.randomUUID().toString();
    String event =
        """
        {"id":"%1$s","type":"generation-create","timestamp":"%2$s","body":{"id":"%1$s","traceId":"t-%1$s",
         "model":"gpt-4o","input":[{"role":"user","content":"hello world!"}],"output":"2 + 2 = 4"}}"""
            .formatted(id, Instant.now());
    try (Api api = system.api()) {
      api.ingest(List.of(event.getBytes(StandardCharsets.UTF_8)));
      JsonNode read = Eventually.json(api, "/api/public/observations/" + id);
      // user, hello world!, 3 around the message, 3 before the reply; tiktoken gives 1, 3 and 7.
      assertThat(read.get("usageDetails"))
          .isEqualTo(Api.JSON.readTree("{\"input\":10,\"output\":7,\"total\":17}"));
      assertThat(read.get("priceState").textValue()).isEqualTo("ESTIMATED");
      assertThat(read.get("usageRule").textValue()).isEqualTo("counted");
      JsonNode model = api.getJson("/api/public/models/" + read.get("modelId").textValue());
      BigDecimal cost =
          model
              .get("inputPrice")
              .decimalValue()
              .multiply(BigDecimal.TEN)
              .add(model.get("outputPrice").decimalValue().multiply(BigDecimal.valueOf(7)));
      assertThat(read.get("calculatedTotalCost").decimalValue()).isEqualByComparingTo(cost);
      assertThat(model.get("tokenizerConfig").get("tokenizerModel").textValue())
          .isEqualTo("gpt-4o");
    }
  }
}
