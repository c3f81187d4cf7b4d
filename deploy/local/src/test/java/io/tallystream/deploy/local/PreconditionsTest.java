package io.tallystream.deploy.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreconditionsTest {
  @TempDir private Path root;

  @Test
  void aPortInUseIsNamedWithItsVariable() throws Exception {
    pretendBuilt();
    var options = Options.isolated(root, root.resolve("data"));
    try (var taken = new ServerSocket(options.port(Port.OTLP_GRPC))) {
      assertThatThrownBy(() -> LocalSystem.start(options))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(Integer.toString(taken.getLocalPort()))
          .hasMessageContaining("TALLY_OTLP_GRPC_PORT");
    }
  }

  @Test
  void freePortsPass() throws Exception {
    pretendBuilt();
    assertThatCode(() -> Preconditions.check(Options.isolated(root, root)))
        .doesNotThrowAnyException();
  }

  @Test
  void aStageThatIsNotBuiltIsNamed() {
    assertThatThrownBy(() -> LocalSystem.start(Options.isolated(root, root.resolve("data"))))
        .hasMessageContaining("ingest-gateway is not built");
  }

  private void pretendBuilt() throws Exception {
    for (Stage stage : Stage.values()) {
      Files.createDirectories(stage.artifact(root).getParent());
      Files.createFile(stage.artifact(root));
    }
  }
}
