package io.tallystream.query.identity;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.filter.Binds;
import io.tallystream.query.view.ProjectRef;
import io.tallystream.query.view.Views;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Keys and sessions, read with each request: one statement each, by a unique index. */
@ApplicationScoped
class IdentityRepository {
  private static final String API_KEY =
      """
      /* identity.apiKey */
      SELECT k.public_key, k.secret_sha256, k.expires_at, p.number, p.id
      FROM api_key k JOIN project p ON p.id = k.project_id
      WHERE k.public_key = $1
      """;
  private static final String SESSION =
      """
      /* identity.session */
      SELECT u.id AS user_id, u.email, u.name AS user_name, m.role,
             p.number, p.id, p.name, o.id AS organization_id, o.name AS organization_name
      FROM login_session s
      JOIN app_user u ON u.id = s.user_id
      LEFT JOIN (membership m
                 JOIN organization o ON o.id = m.organization_id
                 JOIN project p ON p.organization_id = o.id AND p.deleted_at IS NULL) ON m.user_id = u.id
      WHERE s.token_sha256 = $1 AND s.expires_at > now()
      ORDER BY p.name, p.id
      """;

  private final Views views;

  IdentityRepository(Views views) {
    this.views = views;
  }

  Uni<Optional<ApiKey>> apiKey(String publicKey) {
    return views
        .list(API_KEY, binds(publicKey), IdentityRepository::apiKey)
        .map(found -> found.stream().findFirst());
  }

  /** The user of a session that has not expired. */
  Uni<Optional<LoginUser>> user(String tokenHash) {
    return views.list(SESSION, binds(tokenHash), row -> row).map(IdentityRepository::user);
  }

  private static Binds binds(String value) {
    Binds binds = new Binds();
    binds.add(value);
    return binds;
  }

  private static ApiKey apiKey(Row row) {
    return new ApiKey(
        row.getString("public_key"),
        row.getString("secret_sha256"),
        row.getOffsetDateTime("expires_at"),
        project(row));
  }

  private static Optional<LoginUser> user(List<Row> rows) {
    return rows.stream()
        .findFirst()
        .map(
            first ->
                new LoginUser(
                    first.getString("user_id"),
                    first.getString("email"),
                    first.getString("user_name"),
                    rows.stream()
                        .filter(row -> row.getString("id") != null)
                        .map(IdentityRepository::membership)
                        .toList()));
  }

  private static MemberProject membership(Row row) {
    return new MemberProject(
        project(row),
        row.getString("name"),
        row.getString("organization_id"),
        row.getString("organization_name"),
        MemberProject.Role.valueOf(row.getString("role")));
  }

  private static ProjectRef project(Row row) {
    return new ProjectRef(row.getInteger("number"), row.getString("id"));
  }
}
