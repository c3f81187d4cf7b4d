package io.tallystream.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailpointTest {
  @Test
  void nothingIsArmedUnlessTheEnvironmentSaysSo() {
    assertThat(Failpoint.anyArmed()).isFalse();
    assertThat(Failpoint.AT_LEAST_ONCE.isOn()).isFalse();
    Failpoint.MID_BATCH.reach();
  }

  @Test
  void severalAreReadWithActionAndNumber() {
    var plans = Failpoint.parse("offsets-apart:on;mid-batch:kill:every=7");
    assertThat(plans).containsOnlyKeys(Failpoint.OFFSETS_APART, Failpoint.MID_BATCH);
    assertThat(plans.get(Failpoint.MID_BATCH).action()).isEqualTo(Failpoint.Action.KILL);
    assertThat(plans.get(Failpoint.MID_BATCH).every()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mid-bach:kill", "mid-batch:kil", "mid-batch:kill:every=0", "mid-batch:kill:7"})
  void whatIsMisspeltIsNamed(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Failpoint.parse(text))
        .withMessageContaining(text);
  }
}
