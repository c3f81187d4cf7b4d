package io.tallystream.deploy.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Processes with a session of their own: Ctrl-C reaches the launcher only, which then ends them in
 * order.
 */
public final class Detached {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private Detached() {}

  /** Starts with the output in a log file; the process's id is the program's. */
  public static Process start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    Files.createDirectories(log.getParent());
    var builder =
        new ProcessBuilder(command(command))
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static List<String> command(List<String> command) {
    if (!Files.isExecutable(SETSID)) {
      return command;
    }
    var wrapped = new ArrayList<>(List.of(SETSID.toString()));
    wrapped.addAll(command);
    return wrapped;
  }
}
