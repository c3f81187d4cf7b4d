package io.tallystream.query.model;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.api.FieldIssue;
import io.tallystream.query.api.InvalidRequest;
import io.tallystream.query.outbox.Outbox;
import io.tallystream.query.view.Missing;
import io.tallystream.query.view.Paging;
import io.tallystream.query.view.ProjectRef;
import io.tallystream.query.view.Slice;
import jakarta.enterprise.context.ApplicationScoped;

/** What a project does with its model definitions. A change is answered when it is published. */
@ApplicationScoped
class ModelService {
  private static final String NOT_FOUND = "No model with this id found.";

  private final ModelRepository models;
  private final Outbox outbox;

  ModelService(ModelRepository models, Outbox outbox) {
    this.models = models;
    this.outbox = outbox;
  }

  @WithSession
  Uni<Slice<Model>> list(ProjectRef project, Paging paging) {
    return models.list(project.id(), paging);
  }

  /** Own or shipped; fails with {@link Missing}. */
  @WithSession
  Uni<Model> get(ProjectRef project, String id) {
    return models.visible(project.id(), id).onItem().ifNull().failWith(ModelService::missing);
  }

  /** Fails with {@link InvalidRequest} when the project has a definition of that name. */
  Uni<Model> create(ProjectRef project, ModelDefinition definition) {
    return outbox.change(
        () ->
            models
                .hasName(project.id(), definition.modelName())
                .invoke(taken -> refuse(taken, definition))
                .chain(() -> models.persist(Model.of(project.id(), definition)))
                .call(model -> outbox.write(ModelMessage.change(model, project.number()))));
  }

  /** Only own ones; fails with {@link Missing}. Observations keep the cost that they have. */
  Uni<Void> delete(ProjectRef project, String id) {
    return outbox.change(
        () ->
            models
                .own(project.id(), id)
                .onItem()
                .ifNull()
                .failWith(ModelService::missing)
                .call(models::delete)
                .chain(model -> outbox.write(ModelMessage.retirement(model, project.number()))));
  }

  private static void refuse(boolean taken, ModelDefinition definition) {
    if (taken) {
      throw new InvalidRequest(
          FieldIssue.of(
              "the project already has a model named '%s'; delete it first"
                  .formatted(definition.modelName()),
              "modelName"));
    }
  }

  private static Missing missing() {
    return new Missing(NOT_FOUND);
  }
}
