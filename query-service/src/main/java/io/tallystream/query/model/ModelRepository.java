package io.tallystream.query.model;

import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.view.Paging;
import io.tallystream.query.view.Slice;
import jakarta.enterprise.context.ApplicationScoped;

/** A project's own definitions, and the shipped ones that it sees beside them. */
@ApplicationScoped
class ModelRepository implements PanacheRepositoryBase<Model, String> {
  private static final String VISIBLE = "(projectId = ?1 or projectId is null)";
  private static final String ORDER = " order by modelName, unit, startDate desc nulls last, id";

  Uni<Slice<Model>> list(String projectId, Paging paging) {
    PanacheQuery<Model> query =
        find(VISIBLE + ORDER, projectId).page(paging.page() - 1, paging.limit());
    return query
        .list()
        .chain(models -> count(VISIBLE, projectId).map(total -> new Slice<>(models, total)));
  }

  /** Null when there is none that the project sees. */
  Uni<Model> visible(String projectId, String id) {
    return find(VISIBLE + " and id = ?2", projectId, id).firstResult();
  }

  /** Null when there is none that the project may change. */
  Uni<Model> own(String projectId, String id) {
    return find("projectId = ?1 and id = ?2", projectId, id).firstResult();
  }

  Uni<Boolean> hasName(String projectId, String modelName) {
    return count("projectId = ?1 and modelName = ?2", projectId, modelName).map(count -> count > 0);
  }
}
