package io.tallystream.query.deletion;

import io.smallrye.mutiny.Uni;
import io.tallystream.event.Topics;
import io.tallystream.query.outbox.Change;
import io.tallystream.query.outbox.Outbox;
import io.tallystream.query.outbox.OutboxBatch;
import io.tallystream.query.view.Missing;
import io.tallystream.query.view.Parts;
import io.tallystream.query.view.ProjectRef;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Deletes. When a request is answered its command is in the log, so that it happens whatever fails;
 * the rows are gone some moments later. An id that nobody has sent yet is deleted as well: its
 * events may be late.
 */
@ApplicationScoped
public class Deletions {
  private final Outbox outbox;
  private final Parts parts;
  private final DeletionRepository repository;

  Deletions(Outbox outbox, Parts parts, DeletionRepository repository) {
    this.outbox = outbox;
    this.parts = parts;
    this.repository = repository;
  }

  /** With their observations, payloads and scores. */
  public Uni<Void> traces(ProjectRef project, Collection<String> ids) {
    int number = project.number();
    return command(
        ids.stream()
            .distinct()
            .map(id -> Command.of(Topics.EVENTS, number, parts.of(number, id), id))
            .toList());
  }

  public Uni<Void> score(ProjectRef project, String id) {
    int number = project.number();
    return command(List.of(Command.of(Topics.SCORES, number, parts.of(number, id), id)));
  }

  /** Everything of one of the project's users, page by page. */
  Uni<Deletion> user(ProjectRef project, String userId) {
    return repository.start(project.number(), userId);
  }

  /** Everything of a project, page by page; part of the transaction that closes the project. */
  public Uni<Void> project(SqlConnection connection, int number) {
    return repository.startProject(connection, number);
  }

  Uni<List<Deletion>> list(ProjectRef project) {
    return repository.list(project.number());
  }

  /** Fails with {@link Missing}. */
  Uni<Deletion> get(ProjectRef project, String id) {
    return repository
        .byId(project.number(), uuid(id))
        .map(found -> found.orElseThrow(Deletions::missing));
  }

  private Uni<Void> command(List<Change> changes) {
    return outbox.changeWithSql(connection -> OutboxBatch.write(connection, changes));
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw missing();
    }
  }

  private static Missing missing() {
    return new Missing("Deletion not found within authorized project");
  }
}
