package io.tallystream.query.quota;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.view.Operator;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The quota of a project: the operator's, since it protects the others from that project. */
@Path("/api/admin/projects/{projectId}/quota")
@RolesAllowed(Operator.ROLE)
class QuotaResource {
  private final QuotaService quotas;

  QuotaResource(QuotaService quotas) {
    this.quotas = quotas;
  }

  @GET
  public Uni<Map<String, @Nullable Object>> get(@RestPath String projectId) {
    return quotas.get(projectId).map(quota -> quota.json(projectId));
  }

  @PUT
  public Uni<Map<String, @Nullable Object>> set(
      @RestPath String projectId, @NotNull(message = "required") ObjectNode body) {
    return quotas.set(projectId, QuotaRules.quota(body)).map(quota -> quota.json(projectId));
  }

  /** Back to how the gateways are set up. */
  @DELETE
  public Uni<Map<String, @Nullable Object>> reset(@RestPath String projectId) {
    return quotas.set(projectId, Quota.NONE).map(quota -> quota.json(projectId));
  }
}
