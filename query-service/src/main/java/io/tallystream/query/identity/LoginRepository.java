package io.tallystream.query.identity;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions come and go. */
@ApplicationScoped
class LoginRepository {
  private static final String PASSWORD =
      "/* login.password */ SELECT id, password_hash FROM app_user WHERE email = $1";
  private static final String OPEN =
      """
      /* login.open */
      WITH expired AS (DELETE FROM login_session WHERE user_id = $2 AND expires_at <= now())
      INSERT INTO login_session (token_sha256, user_id, expires_at) VALUES ($1, $2, $3)
      """;
  private static final String CLOSE =
      "/* login.close */ DELETE FROM login_session WHERE token_sha256 = $1";

  /** A user's id and bcrypt hash. */
  record Account(String userId, String passwordHash) {}

  private final Pool pool;

  LoginRepository(Pool pool) {
    this.pool = pool;
  }

  Uni<Optional<Account>> account(String email) {
    return pool.preparedQuery(PASSWORD)
        .execute(Tuple.of(email))
        .map(rows -> rows.iterator().hasNext() ? rows.iterator().next() : null)
        .map(LoginRepository::account);
  }

  Uni<Void> open(String tokenHash, String userId) {
    OffsetDateTime end = OffsetDateTime.now(ZoneOffset.UTC).plus(SessionCookie.LIFE);
    return pool.preparedQuery(OPEN).execute(Tuple.of(tokenHash, userId, end)).replaceWithVoid();
  }

  Uni<Void> close(String tokenHash) {
    return pool.preparedQuery(CLOSE).execute(Tuple.of(tokenHash)).replaceWithVoid();
  }

  private static Optional<Account> account(@Nullable Row row) {
    return Optional.ofNullable(row)
        .map(each -> new Account(each.getString("id"), each.getString("password_hash")));
  }
}
