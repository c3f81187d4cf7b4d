package io.tallystream.enrichment.overflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final int LEAST = 64 << 10;
  private static final int MOST = 4 << 20;

  private final Pace pace = new Pace(LEAST);

  @Test
  void windowsTakeAFifthOfTheTimeThatTheyAdd() {
    assertThat(pace.rest()).isZero();
    for (int i = 0; i < 100; i++) {
      pace.probed(Duration.ofMillis(i % 2 == 0 ? 50 : 150));
      pace.copied(LEAST, Duration.ofMillis(i % 2 == 0 ? 170 : 70));
    }
    assertThat(pace.rest()).isBetween(Duration.ofMillis(20), Duration.ofMillis(140));
  }

  @Test
  void whatAddsNothingNeedsNoRest() {
    pace.probed(Duration.ofMillis(100));
    pace.copied(LEAST, Duration.ofMillis(90));
    assertThat(pace.rest()).isZero();
  }

  @Test
  void anOutageIsForgottenSoon() {
    pace.probed(Duration.ofMillis(100));
    pace.copied(LEAST, Duration.ofMinutes(5));
    assertThat(pace.rest()).isEqualTo(Duration.ofSeconds(2));
    for (int i = 0; i < 30; i++) {
      pace.copied(LEAST, Duration.ofMillis(110));
    }
    assertThat(pace.rest()).isLessThan(Duration.ofMillis(60));
  }

  @Test
  void aWindowBesideLiveRecordsAddsFiftyMillisecondsToTheirLag() {
    assertThat(settled(false, 5_000)).isBetween(200_000L, 300_000L);
    assertThat(new Pace(LEAST).window(false)).as("the first").isBetween(1L * LEAST, 2L * LEAST);
  }

  @Test
  void whereNothingIsLiveItAddsFiveTimesThatAndNeverMoreThanFourMebibytes() {
    assertThat(settled(true, 5_000)).isBetween(1_000_000L, 1_500_000L);
    assertThat(settled(true, 1_000_000)).isEqualTo(MOST);
  }

  @Test
  void aSlowEnrichmentIsGivenTheLeast() {
    assertThat(settled(false, 100)).isEqualTo(LEAST);
  }

  @Test
  void aLiveRecordAfterASilenceMakesTheNextWindowSmall() {
    settled(true, 5_000);
    assertThat(pace.window(false)).isLessThan(300_000);
  }

  /** The window after many, at a lag of 100 ms and the window's own time. */
  private long settled(boolean alone, int bytesPerMillisecond) {
    long window = LEAST;
    for (int i = 0; i < 200; i++) {
      pace.probed(Duration.ofMillis(100));
      pace.copied(window, Duration.ofMillis(100 + window / bytesPerMillisecond));
      window = pace.window(alone);
    }
    return window;
  }
}
