package io.tallystream.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.event.v1.Quota;
import io.tallystream.gateway.admission.Decision.Granted;
import io.tallystream.gateway.admission.Decision.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Limits in virtual time. */
class ThrottleTest {
  private static final Duration HOLD = Duration.ofSeconds(1);
  private static final Limits NONE = new Limits(0, 0, 0, 0);

  private final AtomicLong clock = new AtomicLong();
  private Limits limits = NONE;

  @Test
  void zeroIsUnlimited() {
    assertThat(throttle(1).decide(1, Lane.LIVE, Integer.MAX_VALUE, Long.MAX_VALUE))
        .isEqualTo(granted(Lane.LIVE, 0));
  }

  @Test
  void beyondTheSoftLimitEventsOverflowUntilTheNextSecond() {
    limits = new Limits(10, 0, 0, 0);
    var throttle = throttle(1);
    assertThat(throttle.decide(1, Lane.LIVE, 10, 1)).isEqualTo(granted(Lane.LIVE, 0));
    assertThat(throttle.decide(1, Lane.LIVE, 1, 1)).isEqualTo(granted(Lane.OVERFLOW, 0));
    assertThat(throttle.decide(2, Lane.LIVE, 1, 1)).isEqualTo(granted(Lane.LIVE, 0));
    pass(100);
    assertThat(throttle.decide(1, Lane.LIVE, 1, 1)).isEqualTo(granted(Lane.LIVE, 0));
  }

  @Test
  void bytesCountAsEventsDo() {
    limits = new Limits(0, 1_000, 0, 2_000);
    var throttle = throttle(1);
    assertThat(throttle.decide(1, Lane.LIVE, 1, 1_000)).isEqualTo(granted(Lane.LIVE, 0));
    assertThat(throttle.decide(1, Lane.LIVE, 1, 1_000)).isEqualTo(granted(Lane.OVERFLOW, 0));
    assertThat(throttle.decide(1, Lane.LIVE, 1, 1_000)).isEqualTo(granted(Lane.OVERFLOW, 500));
    assertThat(throttle.decide(1, Lane.LIVE, 1, 2_000))
        .isEqualTo(new Refused(Throttle.HARD_BYTES, 2_000));
  }

  @Test
  void beyondTheHardLimitARequestIsHeldAndThenRefusedByName() {
    limits = new Limits(0, 0, 10, 0);
    var throttle = throttle(1);
    assertThat(throttle.decide(1, Lane.LIVE, 10, 1)).isEqualTo(granted(Lane.LIVE, 0));
    assertThat(throttle.decide(1, Lane.LIVE, 4, 1)).isEqualTo(granted(Lane.LIVE, 400));
    assertThat(throttle.decide(1, Lane.LIVE, 6, 1)).isEqualTo(granted(Lane.LIVE, 1_000));
    assertThat(throttle.decide(1, Lane.LIVE, 1, 1))
        .isEqualTo(new Refused(Throttle.HARD_EVENTS, 10));
    pass(1_000);
    assertThat(throttle.decide(1, Lane.LIVE, 5, 1)).isEqualTo(granted(Lane.LIVE, 500));
  }

  @Test
  void aRequestLargerThanASecondPassesAFullBucketAndIsPaidOff() {
    limits = new Limits(0, 0, 10, 0);
    var throttle = throttle(1);
    assertThat(throttle.decide(1, Lane.LIVE, 40, 1)).isEqualTo(granted(Lane.LIVE, 0));
    pass(2_000);
    assertThat(throttle.decide(1, Lane.LIVE, 1, 1)).isInstanceOf(Refused.class);
    pass(1_100);
    assertThat(throttle.decide(1, Lane.LIVE, 1, 1)).isEqualTo(granted(Lane.LIVE, 0));
  }

  @Test
  void aBackfillLeavesTheSoftLimitToLiveEvents() {
    limits = new Limits(10, 0, 20, 0);
    var throttle = throttle(1);
    assertThat(throttle.decide(1, Lane.BACKFILL, 10, 1)).isEqualTo(granted(Lane.BACKFILL, 0));
    assertThat(throttle.decide(1, Lane.LIVE, 10, 1)).isEqualTo(granted(Lane.LIVE, 0));
    assertThat(throttle.decide(1, Lane.BACKFILL, 10, 1)).isEqualTo(granted(Lane.BACKFILL, 500));
  }

  @Test
  void eachOfSeveralGatewaysGivesItsPart() {
    limits = new Limits(9, 0, 0, 0);
    var throttle = throttle(3);
    assertThat(throttle.decide(1, Lane.LIVE, 3, 1)).isEqualTo(granted(Lane.LIVE, 0));
    assertThat(throttle.decide(1, Lane.LIVE, 1, 1)).isEqualTo(granted(Lane.OVERFLOW, 0));
  }

  @Test
  void changedLimitsApplyToTheNextRequest() {
    limits = new Limits(0, 0, 1, 0);
    var throttle = throttle(1);
    throttle.decide(1, Lane.LIVE, 100, 1);
    assertThat(throttle.decide(1, Lane.LIVE, 1, 1)).isInstanceOf(Refused.class);
    limits = NONE.with(Quota.newBuilder().setHardEvents(7).build());
    assertThat(throttle.decide(1, Lane.LIVE, 7, 1)).isEqualTo(granted(Lane.LIVE, 0));
  }

  @Test
  void aQuotaReplacesOnlyWhatItNames() {
    assertThat(
            new Limits(1, 2, 3, 4).with(Quota.newBuilder().setSoftBytes(0).setHardBytes(9).build()))
        .isEqualTo(new Limits(1, 0, 3, 9));
  }

  /**
   * Over any stretch of time: what the rate earns, a second of burst, the hold, and one request.
   */
  @Property(tries = 50)
  void nobodyGetsMoreThanTheLimit(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int largest) {
    limits = new Limits(20, 0, 40, 0);
    var throttle = throttle(1);
    var random = new SplittableRandom(seed);
    record Sent(long atMillis, int events, boolean live) {}
    List<Sent> sent = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      pass(random.nextInt(100));
      int events = random.nextInt(1, largest + 1);
      if (throttle.decide(1, Lane.LIVE, events, 1) instanceof Granted(Lane lane, Duration hold)) {
        long now = TimeUnit.NANOSECONDS.toMillis(clock.get());
        sent.add(new Sent(now + hold.toMillis(), events, lane == Lane.LIVE));
      }
    }
    for (Sent from : sent) {
      for (Sent to : sent) {
        double seconds = (to.atMillis() - from.atMillis()) / 1e3;
        if (seconds >= 0) {
          var within =
              sent.stream()
                  .filter(s -> s.atMillis() >= from.atMillis() && s.atMillis() <= to.atMillis())
                  .toList();
          int all = within.stream().mapToInt(Sent::events).sum();
          int live = within.stream().filter(Sent::live).mapToInt(Sent::events).sum();
          assertThat(all).isLessThanOrEqualTo((int) Math.ceil(40 * (seconds + 1)) + largest);
          assertThat(live).isLessThanOrEqualTo((int) Math.ceil(20 * (seconds + 2)) + largest);
        }
      }
    }
  }

  private Throttle throttle(int gateways) {
    return new Throttle(project -> limits, gateways, HOLD, clock::get);
  }

  private void pass(int millis) {
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private static Granted granted(Lane lane, int holdMillis) {
    return new Granted(lane, Duration.ofMillis(holdMillis));
  }
}
