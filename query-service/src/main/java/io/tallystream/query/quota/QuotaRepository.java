package io.tallystream.query.quota;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.filter.Binds;
import io.tallystream.query.view.ProjectRef;
import io.tallystream.query.view.Views;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Quotas by project, and the projects themselves. */
@ApplicationScoped
class QuotaRepository implements PanacheRepositoryBase<ProjectQuota, String> {
  private static final String PROJECT =
      "/* quota.project */ SELECT number, id FROM project WHERE id = $1";

  private final Views views;

  QuotaRepository(Views views) {
    this.views = views;
  }

  Uni<Optional<ProjectRef>> project(String id) {
    Binds binds = new Binds();
    binds.add(id);
    return views
        .list(PROJECT, binds, row -> new ProjectRef(row.getInteger("number"), row.getString("id")))
        .map(found -> found.stream().findFirst());
  }

  /** Nothing of its own when nothing is stored. */
  Uni<Quota> quota(String projectId) {
    return findById(projectId).map(stored -> stored == null ? Quota.NONE : stored.quota());
  }

  /** Within a transaction. */
  Uni<Void> store(String projectId, Quota quota) {
    return findById(projectId)
        .chain(
            stored ->
                stored == null
                    ? persist(ProjectQuota.of(projectId))
                    : Uni.createFrom().item(stored))
        .invoke(stored -> stored.set(quota))
        .replaceWithVoid();
  }
}
