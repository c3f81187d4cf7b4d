package io.tallystream.query.quota;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.outbox.Outbox;
import io.tallystream.query.view.Missing;
import io.tallystream.query.view.ProjectRef;
import jakarta.enterprise.context.ApplicationScoped;

/** Quotas of any project. A change is answered when it is published. */
@ApplicationScoped
class QuotaService {
  private final QuotaRepository quotas;
  private final Outbox outbox;

  QuotaService(QuotaRepository quotas, Outbox outbox) {
    this.quotas = quotas;
    this.outbox = outbox;
  }

  /** Fails with {@link Missing}. */
  @WithSession
  Uni<Quota> get(String projectId) {
    return project(projectId).chain(project -> quotas.quota(project.id()));
  }

  /** Replaces the whole quota; fails with {@link Missing}. */
  Uni<Quota> set(String projectId, Quota quota) {
    return project(projectId)
        .chain(
            project ->
                outbox.change(
                    () ->
                        quotas
                            .store(project.id(), quota)
                            .chain(() -> outbox.write(QuotaMessage.change(project, quota)))))
        .replaceWith(quota);
  }

  private Uni<ProjectRef> project(String id) {
    return quotas
        .project(id)
        .map(found -> found.orElseThrow(() -> new Missing("No project with this id found.")));
  }
}
