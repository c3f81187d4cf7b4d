package io.tallystream.deploy.local.servers;

/**
 * A real broker and a real database for tests. Tests share them and keep apart by project numbers
 * of their own, or by a database of their own.
 *
 * <p>{@code TALLY_TEST_SERVERS} chooses: {@code containers}, {@code embedded} (from Maven
 * artifacts), or {@code auto}, the default: containers where an engine answers, embedded where none
 * does. Neither being available is a failure.
 */
public interface Servers {
  /** {@code host:port} of a broker on which every topic exists. */
  String kafkaBootstrapServers();

  /**
   * A new, migrated, empty database at each call.
   *
   * @return {@code postgresql://user:password@host:port/database}
   */
  String databaseUrl();

  /**
   * The servers of this JVM, started by the first call (a few seconds) and stopped when the JVM
   * ends, however it ends.
   *
   * @throws IllegalStateException when they cannot be started; the message says why
   */
  static Servers shared() {
    return SharedServers.get();
  }
}
