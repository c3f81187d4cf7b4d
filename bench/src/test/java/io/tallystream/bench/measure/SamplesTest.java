package io.tallystream.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.bench.measure.Samples.Sample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
  private static final double KILL = 100;

  @Test
  void percentilesAreValuesThatWereMeasured() {
    var samples = new ArrayList<Sample>();
    for (int i = 1; i <= 100; i++) {
      samples.add(new Sample(i, i));
    }
    assertThat(new Samples(samples).percentiles(0, 0.5, 0.99, 1)).containsExactly(1, 50, 99, 100);
  }

  @Test
  void nothingMeasuredIsNotFresh() {
    assertThat(new Samples(List.of()).percentiles(0.99)).containsExactly(Double.POSITIVE_INFINITY);
  }

  @Test
  void recoveredWhenTheLastBadSampleHasLeftTheWindow() {
    // Ten a second; what is sent in the 3 s after the kill waits until the end of these, and 2 s.
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < 200; i++) {
      double at = 90 + i / 10.0;
      double until = at >= KILL && at < KILL + 3 ? (KILL + 5 - at) * 1_000 : 100;
      samples.add(new Sample(at, until));
    }
    // The last that waits 2 s is of KILL + 3; it leaves a window of 5 s after KILL + 8.
    assertThat(new Samples(samples).recovery(KILL, 5, 0.99, 2_000).orElseThrow())
        .isBetween(7.8, 8.1);
  }

  @Test
  void withoutABadWindowThereIsNothingToRecoverFrom() {
    var samples = List.of(new Sample(99, 10), new Sample(101, 10), new Sample(102, 20));
    assertThat(new Samples(samples).recovery(KILL, 5, 0.99, 2_000)).hasValue(0);
  }

  @Test
  void whatIsBadToTheEndHasNotRecovered() {
    var samples = List.of(new Sample(101, 10), new Sample(102, Double.POSITIVE_INFINITY));
    assertThat(new Samples(samples).recovery(KILL, 5, 0.99, 2_000)).isEmpty();
  }

  @Test
  void whatWasBadBeforeTheFaultIsNotItsDoing() {
    var samples = List.of(new Sample(90, 9_000), new Sample(101, 10), new Sample(110, 10));
    assertThat(new Samples(samples).recovery(KILL, 5, 0.99, 2_000)).hasValue(0);
  }
}
