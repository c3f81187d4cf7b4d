package io.tallystream.enrichment.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract 3.2; amounts in pico-USD. */
class ProvidedCostTest {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nothing                          |                                       |                                   | {}                                | unknown
          input and output add up          |                                       | {"input":0.1,"output":0.2}        | {input=100000000000, output=200000000000} | 300000000000
          a total is taken                 |                                       | {"input":0.1,"total":0.5}         | {input=100000000000, total=500000000000}  | 500000000000
          other keys: no total             |                                       | {"input":1,"audio":1}             | {audio=1000000000000, input=1000000000000} | unknown
          of the old object                | {"inputCost":1e-6,"totalCost":2e-6}   |                                   | {input=1000000, total=2000000}    | 2000000
          details lie over it              | {"input":1,"inputCost":1}             | {"input":3e-12}                   | {input=3}                         | 3
          not with promptTokens            | {"promptTokens":1,"totalCost":1}      |                                   | {}                                | unknown
          no text, no debt, no nonsense    |                                       | {"a":"1","b":-1,"c":null,"d":{},"e":1e999} | {}                       | unknown
          zero is stated                   |                                       | {"total":0}                       | {total=0}                         | 0
          too small to count               |                                       | {"total":1e-999999}               | {total=0}                         | 0
          """)
  void amounts(String about, String usage, String details, String expected, String total)
      throws Exception {
    var cost = ProvidedCost.of(json(usage), json(details));
    assertThat(new TreeMap<>(cost).toString()).isEqualTo(expected);
    var sum = ProvidedCost.total(cost);
    assertThat(sum.isPresent() ? Long.toString(sum.getAsLong()) : "unknown").isEqualTo(total);
  }

  @Test
  void moreThanAMillionUsdIsRefused() throws Exception {
    JsonNode details = json("{\"total\":1000000.01}");
    assertThatThrownBy(() -> ProvidedCost.of(MissingNode.getInstance(), details))
        .isInstanceOf(ArithmeticException.class);
  }

  private static JsonNode json(String text) throws Exception {
    return text == null ? MissingNode.getInstance() : MAPPER.readTree(text);
  }
}
