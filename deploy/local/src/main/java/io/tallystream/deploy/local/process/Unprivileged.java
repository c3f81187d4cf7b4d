package io.tallystream.deploy.local.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs programs that refuse to run as root (PostgreSQL's do). In a user namespace without a
 * mapping, root appears as an ordinary user who still owns his files; {@code unshare} replaces
 * itself by the program, so the process id stays.
 */
public final class Unprivileged {
  private static final List<String> UNSHARE = List.of("unshare", "-U");

  private Unprivileged() {}

  /** The command, wrapped when this process is root. */
  public static List<String> command(List<String> command) throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    var wrapped = new ArrayList<>(UNSHARE);
    wrapped.addAll(command);
    return wrapped;
  }
}
