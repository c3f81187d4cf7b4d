package io.tallystream.query.identity;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.view.ProjectRef;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Makes the first organization, project, key and user ({@link InitConfig}). What exists keeps its
 * name; a key gets the secret that is configured.
 */
@ApplicationScoped
public class Bootstrap {
  private final InitConfig config;
  private final Pool pool;
  private final BootstrapRepository repository;
  private final Passwords passwords;

  Bootstrap(InitConfig config, Pool pool, BootstrapRepository repository, Passwords passwords) {
    this.config = config;
    this.pool = pool;
    this.repository = repository;
    this.passwords = passwords;
  }

  /** Does nothing when everything is there; the key is published by the outbox's next pass. */
  public Uni<Void> run() {
    Optional<String> organization = config.org().id();
    return organization.isEmpty()
        ? Uni.createFrom().voidItem()
        : pool.withTransaction(connection -> make(connection, organization.get()));
  }

  private Uni<Void> make(SqlConnection connection, String organization) {
    return repository
        .lock(connection)
        .chain(
            () ->
                repository.organization(
                    connection, organization, config.org().name().orElse(organization)))
        .chain(() -> project(connection, organization))
        .chain(() -> user(connection, organization));
  }

  private Uni<Void> project(SqlConnection connection, String organization) {
    Optional<String> id = config.project().id();
    if (id.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return repository
        .project(connection, organization, id.get(), config.project().name().orElse(id.get()))
        .chain(ref -> key(ref, connection));
  }

  private Uni<Void> key(ProjectRef project, SqlConnection connection) {
    Optional<String> publicKey = config.project().publicKey();
    Optional<String> secretKey = config.project().secretKey();
    return publicKey.isPresent() && secretKey.isPresent()
        ? repository.key(connection, project, publicKey.get(), secretKey.get())
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> user(SqlConnection connection, String organization) {
    Optional<String> email = config.user().email().map(LoginService::normal);
    Optional<String> password = config.user().password();
    if (email.isEmpty() || password.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String name = config.user().name().orElse(email.get());
    return repository
        .hasUser(connection, email.get())
        .chain(
            exists ->
                exists
                    ? Uni.createFrom().voidItem()
                    : passwords
                        .hash(password.get())
                        .chain(hash -> repository.user(connection, email.get(), name, hash)))
        .chain(() -> repository.owner(connection, organization, email.get()));
  }
}
