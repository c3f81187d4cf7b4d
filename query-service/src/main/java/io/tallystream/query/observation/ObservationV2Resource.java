package io.tallystream.query.observation;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.view.CurrentProject;
import io.tallystream.query.view.Paging;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /v2/observations}: field groups and a cursor (the contract's section 5.4). */
@Path("/api/public/v2/observations")
@Authenticated
class ObservationV2Resource {
  private final ObservationV2Service observations;
  private final CurrentProject project;

  ObservationV2Resource(ObservationV2Service observations, CurrentProject project) {
    this.observations = observations;
    this.project = project;
  }

  @GET
  public Uni<Paging.Answer<Map<String, @Nullable Object>>> list(
      @BeanParam ObservationQuery query, @BeanParam ObservationV2Query more) {
    return observations
        .list(
            project.ref(),
            more.conditions(query.conditionsV2()).all(),
            Fields.parse(more.fields, more.expandMetadata),
            more.after(),
            more.limit())
        .map(ObservationV2Resource::answer);
  }

  private static Paging.Answer<Map<String, @Nullable Object>> answer(
      ObservationV2Service.Page page) {
    Map<String, String> meta =
        page.next() == null ? Map.of() : Map.of("cursor", page.next().encode());
    return new Paging.Answer<>(page.data(), meta);
  }
}
