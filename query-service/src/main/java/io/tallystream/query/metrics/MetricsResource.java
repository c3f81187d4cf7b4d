package io.tallystream.query.metrics;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.view.CurrentProject;
import io.tallystream.query.view.Paging;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /metrics}: queries of version 1, and the daily summary. */
@Path("/api/public/metrics")
@Authenticated
class MetricsResource {
  private final MetricsService metrics;
  private final DailyService daily;
  private final CurrentProject project;

  MetricsResource(MetricsService metrics, DailyService daily, CurrentProject project) {
    this.metrics = metrics;
    this.daily = daily;
    this.project = project;
  }

  @GET
  public Uni<MetricsService.Result> query(@RestQuery @Nullable String query) {
    return metrics.answer(project.ref(), QueryParser.parse(1, query));
  }

  @GET
  @Path("daily")
  public Uni<Paging.Answer<Day>> daily(@BeanParam DailyQuery query) {
    Paging paging = Paging.parse(query.page, query.limit);
    return daily.list(project.ref(), query.conditions(), paging.window()).map(paging::answer);
  }
}
