package io.tallystream.query.observation;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.view.CurrentProject;
import io.tallystream.query.view.Missing;
import io.tallystream.query.view.Paging;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /observations}, the classic reads (the contract's section 5.4). */
@Path("/api/public/observations")
@Authenticated
class ObservationResource {
  private final ObservationService observations;
  private final CurrentProject project;

  ObservationResource(ObservationService observations, CurrentProject project) {
    this.observations = observations;
    this.project = project;
  }

  @GET
  public Uni<Paging.Answer<Map<String, @Nullable Object>>> list(
      @BeanParam ObservationQuery query,
      @RestQuery @Nullable String page,
      @RestQuery @Nullable String limit) {
    Paging paging = Paging.parse(page, limit);
    return observations
        .list(project.ref(), query.conditions().all(), paging.window())
        .map(paging::answer);
  }

  @GET
  @Path("{observationId}")
  public Uni<Map<String, @Nullable Object>> get(@RestPath String observationId) {
    return observations
        .get(project.ref(), observationId)
        .map(
            found ->
                found.orElseThrow(
                    () -> new Missing("Observation not found within authorized project")));
  }
}
