package io.tallystream.sink;

import io.vertx.mutiny.sqlclient.Tuple;

/**
 * SQL and its arguments, to be run in the transaction of a batch.
 *
 * @param sql starts with a comment that names it, so that it can be told apart in {@code
 *     pg_stat_statements}
 */
public record Statement(String sql, Tuple arguments) {
  public Statement {
    if (!sql.startsWith("/*")) {
      throw new IllegalArgumentException(
          "a statement must start with /* its name */, this one does not: " + sql);
    }
  }
}
