package io.tallystream.enrichment.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract 2.3: what was sent is what is read back. */
class JsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345678901234567890123",
        "9007199254740993",
        "0.10",
        "100.0",
        "1e2",
        "1E+400",
        "1e-99999999999",
        "[1.50,{\"a\":[],\"b\":null,\"c\":true,\"d\":\"\\n\"}]"
      })
  void numbersKeepTheirSpelling(String json) {
    assertThat(Json.parse(json).toString()).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "1 2", "{\"a\":1}]", "NaN", "text"})
  void whatIsNotJsonIsMissing(String text) {
    assertThat(Json.parse(text).isMissingNode()).isTrue();
  }
}
