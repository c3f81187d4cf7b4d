package io.tallystream.query.identity;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.filter.Binds;
import io.tallystream.query.view.CurrentProject;
import io.tallystream.query.view.Views;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /projects}: the project of the key, as the only element (the contract's section 5.12). */
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

  ProjectResource(Views views, CurrentProject project) {
    this.views = views;
    this.project = project;
  }

  @GET
  public Uni<Map<String, List<Map<String, @Nullable Object>>>> list() {
    Binds binds = new Binds();
    binds.add(project.ref().number());
    return views.list(READ, binds, ProjectResource::json).map(projects -> Map.of("data", projects));
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
