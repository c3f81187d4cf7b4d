package io.tallystream.query.lifecycle;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Whether PostgreSQL answers. */
@ApplicationScoped
class Database {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Pool pool;

  Database(Pool pool) {
    this.pool = pool;
  }

  /** Never fails. */
  Uni<Boolean> answers() {
    return pool.query("/* health */ SELECT 1")
        .execute()
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .replaceWith(true)
        .onFailure()
        .recoverWithItem(false);
  }
}
