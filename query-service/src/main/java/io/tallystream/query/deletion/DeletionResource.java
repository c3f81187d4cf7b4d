package io.tallystream.query.deletion;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.view.CurrentProject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /deletions}: everything of a user; ours, not Langfuse's. */
@Path("/api/public/deletions")
@Authenticated
class DeletionResource {
  private final Deletions deletions;
  private final CurrentProject project;

  DeletionResource(Deletions deletions, CurrentProject project) {
    this.deletions = deletions;
    this.project = project;
  }

  @POST
  @ResponseStatus(202)
  public Uni<Map<String, Object>> start(
      @NotNull(message = "required") @Valid DeletionRequest request) {
    return deletions.user(project.ref(), request.userId()).map(DeletionResource::json);
  }

  /** The newest hundred. */
  @GET
  public Uni<Map<String, List<Map<String, Object>>>> list() {
    return deletions
        .list(project.ref())
        .map(all -> Map.of("data", all.stream().map(DeletionResource::json).toList()));
  }

  @GET
  @Path("{id}")
  public Uni<Map<String, Object>> get(@RestPath String id) {
    return deletions.get(project.ref(), id).map(DeletionResource::json);
  }

  private static Map<String, Object> json(Deletion deletion) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", deletion.id());
    json.put("kind", deletion.kind());
    json.put("state", deletion.state());
    json.put("total", deletion.total());
    json.put("done", deletion.done());
    json.put("createdAt", deletion.createdAt().toInstant().toString());
    json.put("updatedAt", deletion.updatedAt().toInstant().toString());
    return json;
  }
}
