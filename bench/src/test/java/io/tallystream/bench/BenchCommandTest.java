package io.tallystream.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.bench.BenchCommand.Name;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class BenchCommandTest {
  @ParameterizedTest
  @EnumSource
  void helpSaysWhatEachPhaseMeasures(Name phase) {
    String name = phase.name().toLowerCase(Locale.ROOT);
    assertThat(new CommandLine(new BenchCommand()).getUsageMessage())
        .containsPattern("(?m)^  " + name + " +\\S.*\\S$");
  }

  @Test
  void whatIsMeasuredWhenNothingIsAskedFor() {
    assertThat(BenchCommand.chosen(Set.of(), false)).isEqualTo(EnumSet.allOf(Name.class));
    assertThat(BenchCommand.chosen(Set.of(), true)).doesNotContain(Name.START, Name.CATCHUP);
  }

  @Test
  void aGatewayAloneHasTheCeilingBesideIt() {
    assertThat(BenchCommand.chosen(Set.of(Name.GATEWAY), true))
        .containsExactlyInAnyOrder(Name.GATEWAY, Name.CEILING);
    assertThat(BenchCommand.chosen(Set.of(Name.IDLE), false)).containsExactly(Name.IDLE);
  }
}
