package io.tallystream.sink;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;

/** Connections of one sink: each has its own, so that a flood of payloads does not delay costs. */
public final class SinkPool {
  private SinkPool() {}

  /**
   * Opens connections as they are needed.
   *
   * @param databaseUrl {@code postgresql://user:password@host:port/database}
   * @param size connections, that is, transactions side by side
   */
  public static Pool open(Vertx vertx, String databaseUrl, String applicationName, int size) {
    PgConnectOptions connect =
        PgConnectOptions.fromUri(databaseUrl)
            .setCachePreparedStatements(true)
            // A lost tail of rows is a lost tail of offsets too: it is read again.
            .setProperties(
                Map.of("application_name", applicationName, "synchronous_commit", "off"));
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(size))
        .connectingTo(connect)
        .using(vertx)
        .build();
  }
}
