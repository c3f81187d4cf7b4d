package io.tallystream.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.bench.client.Api;
import io.tallystream.bench.oracle.Comparison;
import io.tallystream.bench.oracle.OracleRun;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * 200,000 events, disturbed as networks and producers disturb them, end in rollups that equal a
 * recompute exactly.
 */
@ExtendWith(RunningSystem.class)
class OracleTest {
  private static final int EVENTS = 200_000;

  @Test
  void storedRollupsEqualTheRecompute(RunningSystem system) throws Exception {
    try (Api api = system.api()) {
      var run = new OracleRun(api, system.databaseUrl(), 11, EVENTS);
      run.send(sent -> {});
      Comparison comparison = run.await(Duration.ofMinutes(8));
      assertThat(comparison.exact()).as(comparison.report()).isTrue();
      assertThat(comparison.compared().values()).allMatch(rows -> rows > 0);
    }
  }
}
