package io.tallystream.bench.oracle;

import io.tallystream.bench.client.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * Recomputes a project's rollups from its stored facts and compares: what {@code verify} prints.
 */
public final class Audit {
  private Audit() {}

  /** One look at a consistent snapshot of all tables; facts and rollups must have settled. */
  public static Comparison of(String databaseUrl, String projectId) throws SQLException {
    try (Connection database = Database.connect(databaseUrl)) {
      database.setAutoCommit(false);
      database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      database.setReadOnly(true);
      int project = Database.projectNumber(database, projectId);
      var facts = new StoredFacts(database, project);
      Map<Rollups.Key, Totals> expected =
          Rollups.of(facts.observations, facts.traces, facts.scores);
      return Comparison.of(
          expected, StoredRollups.read(database, project, Long.MIN_VALUE, Long.MAX_VALUE));
    }
  }
}
