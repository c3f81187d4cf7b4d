package io.tallystream.deploy.local.postgres;

import java.nio.file.Path;

/**
 * A server on the loopback interface.
 *
 * @param programs folder under which the server's programs are unpacked
 * @param data the cluster's folder; created when it is not there
 * @param log file that takes the server's output
 */
public record PostgresSettings(Path programs, Path data, Path log, int port) {
  static final String USER = "tally";

  /** The administrator's database; only reachable from this machine. */
  public DatabaseAddress administration() {
    return new DatabaseAddress("127.0.0.1", port, "postgres", USER, USER);
  }
}
