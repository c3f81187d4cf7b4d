package io.tallystream.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static final Path ROOT = Path.of("/checkout");

  @Test
  void withoutVariablesTheDocumentedPortsAndFolderHold() {
    var options = Options.from(ROOT, Map.of());
    assertThat(options.port(Port.FRONT)).isEqualTo(3000);
    assertThat(options.port(Port.OTLP_GRPC)).isEqualTo(4317);
    assertThat(options.port(Port.OTLP_HTTP)).isEqualTo(4318);
    assertThat(options.data()).isEqualTo(ROOT.resolve(".tally"));
    assertThat(options.kafka()).isEmpty();
    assertThat(options.database()).isEmpty();
  }

  @Test
  void variablesMovePortsFolderAndServers() {
    var options =
        Options.from(
            ROOT,
            Map.of(
                "TALLY_PORT",
                "8080",
                "TALLY_DATA",
                "/var/tally",
                "KAFKA_BOOTSTRAP_SERVERS",
                "k:9092",
                "DATABASE_URL",
                "postgresql://u:p@d/tally"));
    assertThat(options.port(Port.FRONT)).isEqualTo(8080);
    assertThat(options.data()).isEqualTo(Path.of("/var/tally"));
    assertThat(options.kafka()).contains("k:9092");
    assertThat(options.database()).contains("postgresql://u:p@d/tally");
  }

  @Test
  void aBlankVariableIsUnset() {
    assertThat(Options.from(ROOT, Map.of("TALLY_PORT", " ")).port(Port.FRONT)).isEqualTo(3000);
  }

  @Test
  void aPortThatIsNoneIsNamedWithItsVariable() {
    for (String value : new String[] {"0", "65536", "http", "-1", "123456"}) {
      assertThatThrownBy(() -> Options.from(ROOT, Map.of("TALLY_PORT", value)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("TALLY_PORT")
          .hasMessageContaining(value);
    }
  }

  @Test
  void bootstrapVariablesWinOverTheLocalDefaultsOneByOne() {
    var environment = Options.from(ROOT, Map.of(Bootstrap.PUBLIC_KEY, "pk-mine")).environment();
    assertThat(environment)
        .containsEntry(Bootstrap.PUBLIC_KEY, "pk-mine")
        .containsEntry(Bootstrap.SECRET_KEY, "sk-lf-1234567890")
        .containsEntry("LANGFUSE_INIT_PROJECT_ID", "7a88fb47-b4e2-43b8-a06c-a5ce950dc53a");
  }
}
