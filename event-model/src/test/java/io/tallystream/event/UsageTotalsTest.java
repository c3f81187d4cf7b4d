package io.tallystream.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageTotalsTest {
  private final Map<String, Long> usage =
      Map.of(
          "input", 10L, "input_cached_tokens", 4L, "output", 5L, "total", 19L, "prompt_tokens", 7L);

  @Test
  void inputAndOutputAreSumsOverTheTypesThatSaySo() {
    assertThat(UsageTotals.input(usage)).isEqualTo(14);
    assertThat(UsageTotals.output(usage)).isEqualTo(5);
  }

  @Test
  void totalIsTheTypeTotalAndNeverASum() {
    assertThat(UsageTotals.total(usage)).isEqualTo(19);
    assertThat(UsageTotals.total(Map.of("input", 3L))).isZero();
  }
}
