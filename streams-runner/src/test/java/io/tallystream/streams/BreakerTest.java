package io.tallystream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final TopicPartition PARTITION = new TopicPartition("events", 3);

  private final Breaker breaker = new Breaker();
  private long now = 1_767_225_700_123L;

  private void count(int records, boolean letters) {
    for (int i = 0; i < records; i++) {
      breaker.count(PARTITION, letters, now);
    }
  }

  @Test
  void aHundredLettersInARowStopTheirPartitionAlone() {
    breaker.count(new TopicPartition("events", 4), true, now);
    count(Breaker.CONSECUTIVE - 1, true);
    assertThat(breaker.stopped()).isEmpty();
    count(1, true);
    assertThat(breaker.stopped()).containsExactly(PARTITION);
  }

  @Test
  void oneRecordThatPassesBreaksTheRow() {
    for (int i = 0; i < 10; i++) {
      count(Breaker.CONSECUTIVE - 1, true);
      count(1, false);
    }
    assertThat(breaker.stopped()).isEmpty();
  }

  @Test
  void aRowThatIsNoMoreThanAHundredthOfTheMinuteIsNotYetEnough() {
    count(99 * Breaker.CONSECUTIVE, false);
    count(Breaker.CONSECUTIVE, true);
    assertThat(breaker.stopped()).isEmpty();
    count(1, true);
    assertThat(breaker.stopped()).containsExactly(PARTITION);
  }

  @Test
  void theNextMinuteForgetsWhatPassed() {
    count(1_000 * Breaker.CONSECUTIVE, false);
    now += Breaker.WINDOW_MS;
    count(Breaker.CONSECUTIVE, true);
    assertThat(breaker.stopped()).containsExactly(PARTITION);
  }
}
