package io.tallystream.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LagTest {
  private static final TopicPartition FIRST = new TopicPartition("facts", 0);
  private static final TopicPartition SECOND = new TopicPartition("facts", 1);

  @Test
  void aPartitionThatNobodyReadYetWaitsWhole() {
    assertThat(Lag.lag(Map.of(FIRST, 100L, SECOND, 50L), Map.of(FIRST, 40L))).isEqualTo(110);
  }

  @Test
  void theLastMarkerOfATransactionIsNoRecord() {
    assertThat(Lag.lag(Map.of(FIRST, 100L, SECOND, 50L), Map.of(FIRST, 99L, SECOND, 48L))).isZero();
    assertThat(Lag.lag(Map.of(FIRST, 100L), Map.of(FIRST, 97L))).isEqualTo(3);
  }
}
