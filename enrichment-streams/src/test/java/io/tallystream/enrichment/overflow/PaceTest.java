package io.tallystream.enrichment.overflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace();

  @Test
  void windowsTakeAFifthOfTheTimeThatTheyAdd() {
    assertThat(pace.rest()).isZero();
    for (int i = 0; i < 100; i++) {
      pace.probed(Duration.ofMillis(i % 2 == 0 ? 50 : 150));
      pace.copied(Duration.ofMillis(i % 2 == 0 ? 170 : 70));
    }
    assertThat(pace.rest()).isBetween(Duration.ofMillis(20), Duration.ofMillis(140));
  }

  @Test
  void whatAddsNothingNeedsNoRest() {
    pace.probed(Duration.ofMillis(100));
    pace.copied(Duration.ofMillis(90));
    assertThat(pace.rest()).isZero();
  }

  @Test
  void anOutageIsForgottenSoon() {
    pace.probed(Duration.ofMillis(100));
    pace.copied(Duration.ofMinutes(5));
    assertThat(pace.rest()).isEqualTo(Duration.ofSeconds(2));
    for (int i = 0; i < 30; i++) {
      pace.copied(Duration.ofMillis(110));
    }
    assertThat(pace.rest()).isLessThan(Duration.ofMillis(60));
  }
}
