package io.tallystream.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StagesTest {
  @Test
  void variablesOfAProcessAreReadWhole() {
    assertThat(Stages.variables("TALLY_INSTANCE_ID=local\0URL=p://u:a=b@h\0EMPTY=\0=odd\0"))
        .isEqualTo(Map.of("TALLY_INSTANCE_ID", "local", "URL", "p://u:a=b@h", "EMPTY", ""));
  }
}
