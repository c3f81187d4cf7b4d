package io.tallystream.query.outbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.api.TryLater;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The way in which configuration changes: the entity and what is to be published of it in one
 * transaction, and no answer before it is published (docs/decisions/0004).
 */
@ApplicationScoped
public class Outbox {
  /** Longest wait of a request for its own change to be published. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Held until the commit, so that ids are in the order of commits; 28271 is arbitrary. */
  static final int WRITE_LOCK = 28_271;

  private static final String LOCK =
      "/* outbox.lock */ SELECT 1 FROM pg_advisory_xact_lock(" + WRITE_LOCK + ")";

  private final OutboxPublisher publisher;
  private final Pool pool;

  Outbox(OutboxPublisher publisher, Pool pool) {
    this.publisher = publisher;
    this.pool = pool;
  }

  /** As {@link #change}, with plain SQL and {@link OutboxBatch#write}. */
  public <T> Uni<T> changeWithSql(Function<SqlConnection, Uni<T>> work) {
    return pool.withTransaction(
            connection -> OutboxBatch.lock(connection).chain(() -> work.apply(connection)))
        .call(this::published);
  }

  /**
   * Runs {@code work} in a transaction that no other change of configuration overlaps, and
   * completes when everything it {@linkplain #write wrote} is acknowledged by all replicas.
   *
   * @return fails with {@link TryLater} when the change is stored but could not be published in
   *     time; it will be
   */
  public <T> Uni<T> change(Supplier<Uni<T>> work) {
    return Panache.withTransaction(() -> lock().chain(locked -> work.get())).call(this::published);
  }

  /** Adds what is to be published; only within {@link #change}. */
  public Uni<Void> write(Change change) {
    OutboxRow row = OutboxRow.of(change);
    return Panache.getSession()
        .chain(session -> session.persist(row).chain(session::flush))
        .invoke(() -> row.value = change.valueOf(Objects.requireNonNull(row.id)));
  }

  private static Uni<Integer> lock() {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(LOCK, Integer.class).getSingleResult());
  }

  private Uni<Void> published() {
    return Uni.createFrom()
        .completionStage(publisher::publish)
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure()
        .transform(
            e ->
                TryLater.unavailable(
                    "The change is stored and takes effect as soon as Kafka answers again."));
  }
}
