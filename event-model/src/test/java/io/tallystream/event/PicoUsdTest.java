package io.tallystream.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PicoUsdTest {
  @Property
  void everyAmountSurvivesTheRoundTrip(
      @ForAll @LongRange(min = -PicoUsd.MAX_AMOUNT, max = PicoUsd.MAX_AMOUNT) long pico) {
    assertThat(PicoUsd.of(PicoUsd.toUsd(pico))).isEqualTo(pico);
  }

  @Test
  void theThirteenthDecimalIsRoundedHalfUp() {
    assertThat(PicoUsd.of(new BigDecimal("0.0000000000015"))).isEqualTo(2);
    assertThat(PicoUsd.of(new BigDecimal("0.00000000000149"))).isEqualTo(1);
  }

  @Test
  void amountsReadWithoutExponentOrTrailingZeros() {
    assertThat(PicoUsd.toUsd(42_000_000).toPlainString()).isEqualTo("0.000042");
    assertThat(PicoUsd.toUsd(100_000_000_000_000L)).hasToString("100");
    assertThat(PicoUsd.toUsd(0)).hasToString("0");
  }

  @Test
  void anAmountThatCouldOverflowSumsIsRefused() {
    assertThatThrownBy(() -> PicoUsd.of(new BigDecimal("1000000.01")))
        .isInstanceOf(ArithmeticException.class);
  }
}
