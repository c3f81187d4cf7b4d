package io.tallystream.query.identity;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.outbox.OutboxBatch;
import io.tallystream.query.view.ProjectRef;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Inserts what is not there; several instances may start at once. */
@ApplicationScoped
class BootstrapRepository {
  private static final String ORGANIZATION =
      """
      /* bootstrap.organization */
      INSERT INTO organization (id, name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING
      """;
  private static final String PROJECT =
      """
      /* bootstrap.project */
      INSERT INTO project (id, organization_id, name) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING
      """;
  private static final String PROJECT_NUMBER =
      "/* bootstrap.projectNumber */ SELECT number FROM project WHERE id = $1";
  private static final String KEY =
      """
      /* bootstrap.key */
      INSERT INTO api_key AS k (id, project_id, public_key, secret_sha256, display_secret_key, note)
      VALUES ($1, $2, $3, $4, $5, 'Made at the first start')
      ON CONFLICT (public_key) DO UPDATE
      SET project_id = excluded.project_id, secret_sha256 = excluded.secret_sha256,
          display_secret_key = excluded.display_secret_key, version = k.version + 1
      WHERE (k.project_id, k.secret_sha256) <> (excluded.project_id, excluded.secret_sha256)
      """;
  private static final String HAS_USER =
      "/* bootstrap.hasUser */ SELECT EXISTS (SELECT 1 FROM app_user WHERE email = $1)";
  private static final String USER =
      """
      /* bootstrap.user */
      INSERT INTO app_user (id, email, name, password_hash) VALUES ($1, $2, $3, $4)
      """;
  private static final String OWNER =
      """
      /* bootstrap.owner */
      INSERT INTO membership (organization_id, user_id, role)
      SELECT $1, id, 'OWNER' FROM app_user WHERE email = $2
      ON CONFLICT (organization_id, user_id) DO NOTHING
      """;

  Uni<Void> lock(SqlConnection connection) {
    return OutboxBatch.lock(connection);
  }

  Uni<Void> organization(SqlConnection connection, String id, String name) {
    return execute(connection, ORGANIZATION, Tuple.of(id, name));
  }

  Uni<ProjectRef> project(SqlConnection connection, String organization, String id, String name) {
    return execute(connection, PROJECT, Tuple.of(id, organization, name))
        .chain(() -> connection.preparedQuery(PROJECT_NUMBER).execute(Tuple.of(id)))
        .map(rows -> new ProjectRef(rows.iterator().next().getInteger(0), id));
  }

  /** Writes to the outbox only what changed. */
  Uni<Void> key(SqlConnection connection, ProjectRef project, String publicKey, String secret) {
    String hash = Secrets.sha256(secret);
    return connection
        .preparedQuery(KEY)
        .execute(
            Tuple.of(
                UUID.randomUUID().toString(),
                project.id(),
                publicKey,
                hash,
                Secrets.display(secret)))
        .chain(
            rows ->
                rows.rowCount() == 0
                    ? Uni.createFrom().voidItem()
                    : OutboxBatch.write(
                        connection, List.of(ApiKeyChange.of(project, publicKey, hash))));
  }

  Uni<Boolean> hasUser(SqlConnection connection, String email) {
    return connection
        .preparedQuery(HAS_USER)
        .execute(Tuple.of(email))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  Uni<Void> user(SqlConnection connection, String email, String name, String passwordHash) {
    return execute(
        connection, USER, Tuple.of(UUID.randomUUID().toString(), email, name, passwordHash));
  }

  Uni<Void> owner(SqlConnection connection, String organization, String email) {
    return execute(connection, OWNER, Tuple.of(organization, email));
  }

  private static Uni<Void> execute(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).replaceWithVoid();
  }
}
