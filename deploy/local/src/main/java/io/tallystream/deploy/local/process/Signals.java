package io.tallystream.deploy.local.process;

import java.io.IOException;

/** Signals that {@link ProcessHandle} has no method for. */
public final class Signals {
  private Signals() {}

  /** SIGINT; to a postmaster it means "end the sessions and stop". */
  public static void interrupt(ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
