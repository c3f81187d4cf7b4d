package io.tallystream.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.bench.client.Api;
import io.tallystream.bench.measure.Spans;
import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.deploy.local.views.Rebuild;
import io.tallystream.deploy.local.views.Views;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What is derived can be dropped: the sinks that run write it again, row by row the same. Before
 * the oracle, while there is little to write again, and behind tests that ask how fresh all is.
 */
@ExtendWith(RunningSystem.class)
@Order(Integer.MAX_VALUE - 2)
class RebuildTest {
  @Test
  void droppedViewsComeBackRowByRow(RunningSystem system) throws Exception {
    var spans = new Spans(7);
    var probe = spans.probe("rebuilt");
    try (Api api = system.api();
        Views views = Views.open(DatabaseAddress.parse(system.databaseUrl()))) {
      for (int i = 0; i < 20; i++) {
        api.export(spans.request("rebuilt", 50));
      }
      api.export(probe.request());
      Eventually.json(api, "/api/public/traces/" + probe.traceId());
      Map<String, String> before = settled(views);
      Rebuild.start(views).await(Duration.ofMinutes(1), progress -> {});
      assertThat(settled(views)).isEqualTo(before);
      assertThat(before.get("observation")).doesNotStartWith("0 rows");
      Eventually.json(api, "/api/public/traces/" + probe.traceId());
    }
  }

  /** Of sinks that have nothing left to do. */
  private static Map<String, String> settled(Views views) throws Exception {
    Map<String, String> last = Map.of();
    Map<String, String> now = views.checksums();
    while (!now.equals(last)) {
      Thread.sleep(1_500);
      last = now;
      now = views.checksums();
    }
    return now;
  }
}
