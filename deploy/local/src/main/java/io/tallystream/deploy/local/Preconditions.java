package io.tallystream.deploy.local;

import io.tallystream.deploy.local.process.Ports;
import java.nio.file.Files;
import java.util.EnumSet;

/** What is checked before anything is started. */
final class Preconditions {
  private Preconditions() {}

  static void check(Options options) {
    artifactsExist(options);
    portsAreFree(options);
  }

  private static void artifactsExist(Options options) {
    for (Stage stage : Stage.values()) {
      if (!Files.exists(stage.artifact(options.root()))) {
        throw new IllegalStateException(stage.module() + " is not built: mvn -DskipTests package");
      }
    }
  }

  private static void portsAreFree(Options options) {
    var needed = EnumSet.allOf(Port.class);
    if (options.kafka().isPresent()) {
      needed.removeAll(EnumSet.of(Port.KAFKA, Port.KAFKA_CONTROLLER));
    }
    if (options.database().isPresent()) {
      needed.remove(Port.POSTGRES);
    }
    for (Port port : needed) {
      if (!Ports.isFree(options.port(port))) {
        throw new IllegalStateException(
            "Port "
                + options.port(port)
                + " is in use; end what listens there, or set "
                + port.variable()
                + " to another");
      }
    }
  }
}
