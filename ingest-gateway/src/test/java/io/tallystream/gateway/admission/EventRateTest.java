package io.tallystream.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventRateTest {
  private final AtomicLong clock = new AtomicLong();

  @Test
  void aSecondHoldsItsEventsAndNoMore() {
    var rate = new EventRate(10, clock::get);
    assertThat(rate.take(1, 10)).isTrue();
    assertThat(rate.take(1, 1)).isFalse();
    assertThat(rate.take(2, 1)).isTrue();
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
    assertThat(rate.take(1, 1)).isTrue();
  }

  @Test
  void aLargeRequestPassesAFullBucketAndIsPaidOff() {
    var rate = new EventRate(10, clock::get);
    assertThat(rate.take(1, 30)).isTrue();
    clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
    assertThat(rate.take(1, 1)).isFalse();
    clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(rate.take(1, 10)).isTrue();
  }

  @Test
  void zeroIsUnlimited() {
    assertThat(new EventRate(0, clock::get).take(1, Integer.MAX_VALUE)).isTrue();
  }
}
