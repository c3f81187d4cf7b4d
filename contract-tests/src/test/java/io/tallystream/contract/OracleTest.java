package io.tallystream.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.audit.Comparison;
import io.tallystream.bench.client.Api;
import io.tallystream.bench.oracle.OracleRun;
import io.tallystream.deploy.local.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * 200,000 events, disturbed as networks and producers disturb them, end in rollups that equal a
 * recompute exactly.
 */
@ExtendWith(RunningSystem.class)
@Order(Integer.MAX_VALUE - 1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OracleTest {
  private static final int EVENTS = 200_000;

  /** The kills need the load; this shows that without them nothing is wrong to begin with. */
  private static final int UNDISTURBED = 50_000;

  private static final List<Stage> STAGES = List.of(Stage.values());

  @Test
  @Order(1)
  void storedRollupsEqualTheRecompute(RunningSystem system) throws Exception {
    try (Api api = system.api()) {
      var run = new OracleRun(api, system.databaseUrl(), 11, UNDISTURBED);
      run.send(sent -> {});
      exact(run);
    }
  }

  @Test
  @Order(2)
  void andSoTheyDoWhenEachStageIsKilledInMidLoad(RunningSystem system) throws Exception {
    try (Api api = system.api()) {
      var run = new OracleRun(api, system.databaseUrl(), 12, EVENTS);
      var killed = new AtomicInteger();
      run.send(sent -> killTheNext(system, killed, sent));
      assertThat(killed).hasValue(STAGES.size());
      exact(run);
    }
  }

  private static synchronized void killTheNext(
      RunningSystem system, AtomicInteger killed, int sent) {
    int next = killed.get();
    if (next < STAGES.size() && sent > (next + 1) * EVENTS / (STAGES.size() + 2)) {
      killed.incrementAndGet();
      system.killAndRestart(STAGES.get(next));
    }
  }

  private static void exact(OracleRun run) throws Exception {
    Comparison comparison = run.await(Duration.ofMinutes(8));
    assertThat(comparison.exact()).as(comparison.report()).isTrue();
    assertThat(comparison.compared().values()).allMatch(rows -> rows > 0);
  }
}
