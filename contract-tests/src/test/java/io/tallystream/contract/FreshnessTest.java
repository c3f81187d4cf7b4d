package io.tallystream.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.bench.client.Api;
import io.tallystream.bench.measure.Spans;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was answered with 2xx is readable within a second, p99. */
@ExtendWith(RunningSystem.class)
class FreshnessTest {
  private static final int WARM_UP = 30;
  private static final int PROBES = 100;

  @Test
  void aTraceIsReadableThroughTheApiWithinASecond(RunningSystem system) throws Exception {
    var spans = new Spans(99);
    double[] millis = new double[PROBES];
    try (Api api = system.api()) {
      for (int i = -WARM_UP; i < PROBES; i++) {
        var probe = spans.probe("freshness");
        api.export(probe.request());
        long acknowledged = System.nanoTime();
        Eventually.json(api, "/api/public/traces/" + probe.traceId());
        if (i >= 0) {
          millis[i] = (System.nanoTime() - acknowledged) / 1e6;
        }
      }
    }
    Arrays.sort(millis);
    assertThat(millis[PROBES - 2]).as("p99 of " + Arrays.toString(millis)).isLessThan(1_000);
  }
}
