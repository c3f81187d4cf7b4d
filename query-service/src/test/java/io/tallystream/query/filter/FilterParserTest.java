package io.tallystream.query.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filter language: what parses, and how a wrong element is named. */
class FilterParserTest {
  @Test
  void eachTypeBecomesItsCondition() {
    String filter =
        """
        [{"type":"string","column":"name","operator":"starts with","value":"a"},
         {"type":"number","column":"latency","operator":">=","value":1.50},
         {"type":"categoryOptions","column":"score_categories","key":"tone","operator":"none of","value":["rude"]}]
        """;

    assertThat(FilterParser.parse(filter))
        .containsExactly(
            new Condition.Text("name", TextMatch.STARTS, "a"),
            new Condition.Number("latency", Comparison.AT_LEAST, new BigDecimal("1.5")),
            new Condition.Category("score_categories", "tone", Quantifier.NONE, List.of("rude")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}                                                              | filter must be a JSON array",
        "[                                                               | filter is not valid JSON",
        "[1]                                                             | filter[0]: must be an object",
        "[{\"column\":\"a\",\"type\":\"odd\"}]                           | filter[0]: type 'odd' is unknown",
        "[{\"column\":\"a\",\"type\":\"string\",\"operator\":\"like\",\"value\":\"\"}] | filter[0]: operator",
        "[{\"column\":\"a\",\"type\":\"number\",\"operator\":\"=\",\"value\":\"1\"}] | filter[0]: 'value' must be a number",
        "[{\"column\":\"a\",\"type\":\"datetime\",\"operator\":\">\",\"value\":\"2026-01-01\"}] | filter[0]: 'value' must be an ISO-8601",
      })
  void aWrongElementIsNamed(String filter, String complaint) {
    assertThatThrownBy(() -> FilterParser.parse(filter))
        .isInstanceOf(FilterException.class)
        .hasMessageStartingWith(complaint);
  }

  @Test
  void aFilterOverridesTheSimpleParameterOfItsColumn() {
    String filter =
        "[{\"type\":\"string\",\"column\":\"name\",\"operator\":\"=\",\"value\":\"x\"}]";

    assertThat(Conditions.of(filter).equal("name", "y").equal("userId", "u").all())
        .containsExactly(
            new Condition.Text("name", TextMatch.EQUAL, "x"),
            new Condition.Text("userId", TextMatch.EQUAL, "u"));
  }
}
