package io.tallystream.deploy.local.cli;

import io.tallystream.deploy.local.LocalSystem;
import java.io.IOException;

/** What is said before everything is stopped. */
final class Stopping {
  private Stopping() {}

  static void announce(LocalSystem system) throws IOException {
    if (system.writesStartCaches()) {
      System.out.println(
          "Stopping, and writing start caches (once after a build, half a minute; later starts take"
              + " a third of the time) ..");
    } else if (system.isPartlyRunning()) {
      System.out.println("Stopping ..");
    }
  }
}
