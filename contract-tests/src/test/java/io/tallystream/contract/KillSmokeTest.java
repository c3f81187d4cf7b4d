package io.tallystream.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.faults.Result;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The first rows of {@code ./tally faults}, on the stages that run here: each is killed ten times
 * under load, at failpoints and at random; nothing is lost, nothing counts twice.
 */
@ExtendWith(RunningSystem.class)
class KillSmokeTest {
  private static final long SEED = 23;
  private static final int EVENTS_PER_SECOND = 200;
  private static final int KILLS = 10;

  @ParameterizedTest
  @ValueSource(strings = {"F1", "F2", "F3", "F4"})
  void nothingIsLostAndNothingCountsTwice(String row, RunningSystem system) throws Exception {
    Result result = system.faults(SEED, EVENTS_PER_SECOND).run(row, KILLS);
    assertThat(result.passed()).as(result.line() + "\n" + result.details()).isTrue();
    assertThat(result.n()).isEqualTo(KILLS);
  }
}
