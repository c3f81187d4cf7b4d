package io.tallystream.deploy.local.process;

import java.io.IOException;

/** Signals that {@link ProcessHandle} has no method for. */
public final class Signals {
  private Signals() {}

  /** SIGINT; to a postmaster it means "end the sessions and stop". */
  public static void interrupt(ProcessHandle process) {
    try {
      send(process, "INT");
    } catch (IOException e) {
      process.destroy();
    }
  }

  /**
   * Any signal.
   *
   * @param name without SIG, as {@code kill} takes it
   */
  public static void send(ProcessHandle process, String name) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
