package io.tallystream.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tallystream.bench.client.Api;
import java.math.BigDecimal;
import java.util.ArrayList;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each SDK writes a trace with nested spans, a generation, a score and a session, and reads them
 * back one second after its flush.
 */
@ExtendWith(RunningSystem.class)
class SdkTraceTest {
  private static final BigDecimal INPUT_PRICE = new BigDecimal("0.000000123457");
  private static final BigDecimal OUTPUT_PRICE = new BigDecimal("0.000001000003");
  private static final BigDecimal COST =
      INPUT_PRICE
          .multiply(BigDecimal.valueOf(1234))
          .add(OUTPUT_PRICE.multiply(BigDecimal.valueOf(567)));

  @ParameterizedTest
  @EnumSource(Sdk.class)
  void whatWasWrittenIsReadBackOneSecondLater(Sdk sdk, RunningSystem system) throws Exception {
    String model = "contract-" + sdk.name().toLowerCase(java.util.Locale.ROOT);
    try (Api api = system.api()) {
      price(api, model);
      JsonNode read = sdk.trace(system.sdkEnvironment(), model);

      assertThat(texts(read.get("tree")))
          .containsExactlyInAnyOrder("plan <- null", "search <- plan", "answer <- search");
      assertThat(new BigDecimal(read.get("totalCost").textValue())).isEqualByComparingTo(COST);
      assertThat(new BigDecimal(read.get("observationCost").textValue()))
          .isEqualByComparingTo(COST);
      assertThat(read.get("usage").toString())
          .isEqualTo("{\"input\":1234,\"output\":567,\"total\":1801}");
      assertThat(read.get("scores").toString()).isEqualTo("[[\"quality\",0.75]]");
      assertThat(read.get("session")).isEqualTo(read.get("sessionSent"));
      assertThat(read.get("user").textValue()).startsWith("user-");
      if (sdk == Sdk.PYTHON_5) {
        assertThat(read.get("deleted").toString())
            .isEqualTo("[\"Trace deleted successfully\",\"Traces deleted successfully\"]");
      }
      apiAgrees(api, read);
    }
  }

  /** The decimals that a client's floating point would hide. */
  private static void apiAgrees(Api api, JsonNode read) throws InterruptedException {
    JsonNode trace = api.getJson("/api/public/traces/" + read.get("traceId").textValue());
    assertThat(trace.get("totalCost").decimalValue()).isEqualByComparingTo(COST);
    assertThat(trace.get("tags").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(trace.get("name").textValue()).isEqualTo("checkout");
    String session = read.get("sessionSent").textValue();
    assertThat(api.getJson("/api/public/sessions/" + session).get("traces").get(0).get("id"))
        .isEqualTo(read.get("traceId"));
  }

  private static void price(Api api, String model) throws InterruptedException {
    api.post(
        "/api/public/models",
        JsonNodeFactory.instance
            .objectNode()
            .put("modelName", model)
            .put("matchPattern", "(?i)^(" + model + ")$")
            .put("unit", "TOKENS")
            .put("inputPrice", INPUT_PRICE)
            .put("outputPrice", OUTPUT_PRICE));
  }

  private static Iterable<String> texts(JsonNode tree) {
    var lines = new ArrayList<String>();
    tree.forEach(edge -> lines.add(edge.get(0).asText() + " <- " + edge.get(1).asText()));
    return lines;
  }
}
