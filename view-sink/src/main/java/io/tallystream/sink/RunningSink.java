package io.tallystream.sink;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;

/** A sink with the connections and the dead-letter producer that it owns. */
public final class RunningSink implements AutoCloseable {
  private final Pool pool;
  private final DeadLetters deadLetters;
  private final ViewSink sink;

  /**
   * Opens what the sink needs.
   *
   * @param name key of its offsets and its name in {@code pg_stat_activity}; never changed
   * @param reader what to ask for records again
   * @param connections transactions side by side
   */
  public RunningSink(
      String name, View view, Vertx vertx, SinkSettings settings, Reader reader, int connections) {
    pool = SinkPool.open(vertx, settings.databaseUrl(), name, connections);
    deadLetters = DeadLetters.to(settings.bootstrapServers());
    sink = new ViewSink(name, pool, view, deadLetters, reader, connections);
  }

  public ViewSink sink() {
    return sink;
  }

  @Override
  public void close() {
    pool.closeAndAwait();
    deadLetters.close();
  }
}
