package io.tallystream.query.identity;

import io.quarkus.security.Authenticated;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.filter.Binds;
import io.tallystream.query.view.CurrentProject;
import io.tallystream.query.view.ProjectRef;
import io.tallystream.query.view.Views;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code /projects}: reads show the project of the key, as the only element (contract 5.12). */
@Path("/api/public/projects")
@Authenticated
class ProjectResource {
  private static final String READ =
      """
      /* project.read */
      SELECT p.id, p.name, p.metadata, p.retention_days, o.id AS org_id, o.name AS org_name
      FROM project p JOIN organization o ON o.id = p.organization_id
      WHERE p.number = $1
      """;

  private final Views views;
  private final CurrentProject project;
  private final ProjectService projects;
  private final SecurityIdentity identity;

  ProjectResource(
      Views views, CurrentProject project, ProjectService projects, SecurityIdentity identity) {
    this.views = views;
    this.project = project;
    this.projects = projects;
    this.identity = identity;
  }

  @GET
  public Uni<Map<String, List<Map<String, @Nullable Object>>>> list() {
    Binds binds = new Binds();
    binds.add(project.ref().number());
    return views.list(READ, binds, ProjectResource::json).map(projects -> Map.of("data", projects));
  }

  /** For owners and administrators of the organization, logged in; a key may not. */
  @PUT
  @Path("{projectId}")
  public Uni<Map<String, Object>> update(
      @RestPath String projectId, @NotNull(message = "required") @Valid ProjectRequest request) {
    return projects.update(administered(projectId), request.retention());
  }

  /** As {@link #update}. */
  @DELETE
  @Path("{projectId}")
  @ResponseStatus(202)
  public Uni<Map<String, Object>> delete(@RestPath String projectId) {
    return projects
        .delete(administered(projectId))
        .replaceWith(
            Map.of("success", true, "message", "The project is closed and is being deleted."));
  }

  private ProjectRef administered(String projectId) {
    LoginUser user = identity.getAttribute(LoginUser.ATTRIBUTE);
    if (user == null) {
      throw new ForbiddenException("Access denied. Log in: a project's key may not do this.");
    }
    MemberProject found =
        user.project(projectId)
            .orElseThrow(() -> new ForbiddenException("Access denied. Not a project of yours."));
    if (!found.role().mayAdminister()) {
      throw new ForbiddenException("Access denied. Only owners and administrators may do this.");
    }
    return found.ref();
  }

  private static Map<String, @Nullable Object> json(Row row) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", row.getString("id"));
    json.put("name", row.getString("name"));
    json.put(
        "organization", Map.of("id", row.getString("org_id"), "name", row.getString("org_name")));
    json.put("metadata", row.getJsonObject("metadata").getMap());
    Integer retention = row.getInteger("retention_days");
    if (retention != null) {
      json.put("retentionDays", retention);
    }
    return json;
  }
}
