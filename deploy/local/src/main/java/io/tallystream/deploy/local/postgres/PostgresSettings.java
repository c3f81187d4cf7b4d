package io.tallystream.deploy.local.postgres;

import java.nio.file.Path;
import java.util.List;

/**
 * A server on the loopback interface.
 *
 * @param programs folder under which the server's programs are unpacked
 * @param data the cluster's folder; created when it is not there
 * @param log file that takes the server's output
 */
public record PostgresSettings(Path programs, Path data, Path log, int port) {
  static final String USER = "tally";

  /** What holds wherever the server listens: what it commits is on disk. */
  public static final List<String> OPTIONS =
      List.of(
          "fsync=on",
          "synchronous_commit=on",
          "max_connections=200",
          "shared_buffers=512MB",
          "max_wal_size=4GB",
          "checkpoint_timeout=15min",
          "wal_compression=on",
          "timezone=UTC");

  /** Of a new cluster: text sorts by its bytes, whatever the machine's locale. */
  public static final List<String> CLUSTER = List.of("--encoding=UTF8", "--locale=C");

  /** The administrator's database; only reachable from this machine. */
  public DatabaseAddress administration() {
    return new DatabaseAddress("127.0.0.1", port, "postgres", USER, USER);
  }
}
