package io.tallystream.enrichment.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract 2.1, last rule. */
class EnvironmentsTest {
  @ParameterizedTest
  @CsvSource({
    "Prod, prod",
    "eu-1_a, eu-1_a",
    "langfuse-prod, prod",
    "LANGFUSE_langfuseprod, prod",
    "my-langfuse, my-langfuse",
    "langfuse-, default",
    "with space, default",
    "ümlaut, default",
    "'', default",
    "0123456789012345678901234567890123456789cut, 0123456789012345678901234567890123456789"
  })
  void normalForm(String sent, String expected) {
    assertThat(Environments.normalise(sent)).isEqualTo(expected);
  }

  @Test
  void absentIsDefault() {
    assertThat(Environments.normalise(null)).isEqualTo("default");
  }
}
