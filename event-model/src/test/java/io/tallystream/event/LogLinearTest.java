package io.tallystream.event;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LogLinearTest {
  @Property
  void everyValueLiesWithinItsBucket(@ForAll @LongRange(max = Long.MAX_VALUE) long value) {
    int index = LogLinear.index(value);
    assertThat(value).isBetween(LogLinear.lower(index), LogLinear.upper(index));
  }

  @Property
  void theMiddleIsWithinThreePointTwoPercentOfEveryValue(
      @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long value) {
    double middle = LogLinear.middle(LogLinear.index(value));
    assertThat(Math.abs(middle - value) / value).isLessThanOrEqualTo(0.032);
  }

  @Property
  void bucketsAscendWithoutGapOrOverlap(@ForAll @IntRange(max = 974) int index) {
    assertThat(LogLinear.lower(index + 1)).isEqualTo(LogLinear.upper(index) + 1);
  }

  @Test
  void bordersAreFrozenBecauseStoredRowsNameThem() {
    assertThat(LogLinear.index(-1)).isZero();
    assertThat(LogLinear.index(31)).isEqualTo(31);
    assertThat(LogLinear.index(32)).isEqualTo(32);
    assertThat(LogLinear.index(33)).isEqualTo(32);
    assertThat(LogLinear.index(64)).isEqualTo(48);
    assertThat(LogLinear.index(1_000_000)).isEqualTo(270);
    assertThat(LogLinear.index(Long.MAX_VALUE)).isEqualTo(959);
  }
}
