package io.tallystream.query.model;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.view.CurrentProject;
import io.tallystream.query.view.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /models} (the contract's section 3.9). */
@Path("/api/public/models")
@Authenticated
class ModelResource {
  private final ModelService models;
  private final CurrentProject project;

  ModelResource(ModelService models, CurrentProject project) {
    this.models = models;
    this.project = project;
  }

  @GET
  public Uni<Paging.Answer<Map<String, @Nullable Object>>> list(
      @RestQuery @Nullable String page, @RestQuery @Nullable String limit) {
    Paging paging = Paging.parse(page, limit);
    return models
        .list(project.ref(), paging)
        .map(slice -> paging.answer(slice.map(all -> all.stream().map(ModelJson::of).toList())));
  }

  @GET
  @Path("{id}")
  public Uni<Map<String, @Nullable Object>> get(@RestPath String id) {
    return models.get(project.ref(), id).map(ModelJson::of);
  }

  @POST
  public Uni<Map<String, @Nullable Object>> create(
      @NotNull(message = "required") @Valid ModelRequest request) {
    return models.create(project.ref(), ModelRules.definition(request)).map(ModelJson::of);
  }

  @DELETE
  @Path("{id}")
  public Uni<Map<String, String>> delete(@RestPath String id) {
    return models
        .delete(project.ref(), id)
        .replaceWith(Map.of("message", "Model successfully deleted"));
  }
}
