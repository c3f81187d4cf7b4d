package io.tallystream.query.metrics;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.view.CurrentProject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /v2/metrics}: without traces, with usage and cost by type, and a default row limit. */
@Path("/api/public/v2/metrics")
@Authenticated
class MetricsV2Resource {
  private final MetricsService metrics;
  private final CurrentProject project;

  MetricsV2Resource(MetricsService metrics, CurrentProject project) {
    this.metrics = metrics;
    this.project = project;
  }

  @GET
  public Uni<MetricsService.Result> query(@RestQuery @Nullable String query) {
    return metrics.answer(project.ref(), QueryParser.parse(2, query));
  }
}
