package io.tallystream.query.trace;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.deletion.Deletions;
import io.tallystream.query.view.CurrentProject;
import io.tallystream.query.view.Missing;
import io.tallystream.query.view.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /traces} (the contract's section 5.3). */
@Path("/api/public/traces")
@Authenticated
class TraceResource {
  private final TraceService traces;
  private final Deletions deletions;
  private final CurrentProject project;

  TraceResource(TraceService traces, Deletions deletions, CurrentProject project) {
    this.traces = traces;
    this.deletions = deletions;
    this.project = project;
  }

  @GET
  public Uni<Paging.Answer<Map<String, @Nullable Object>>> list(@BeanParam TraceQuery query) {
    return traces.list(project.ref(), query.request()).map(query.paging()::answer);
  }

  @GET
  @Path("{traceId}")
  public Uni<Map<String, @Nullable Object>> get(
      @RestPath String traceId, @RestQuery @Nullable String fields) {
    return traces
        .get(project.ref(), traceId, FieldGroup.parse(fields))
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new Missing("Trace " + traceId + " not found within authorized project")));
  }

  @DELETE
  @Path("{traceId}")
  public Uni<Map<String, String>> delete(@RestPath String traceId) {
    return deletions
        .traces(project.ref(), List.of(traceId))
        .replaceWith(Map.of("message", "Trace deleted successfully"));
  }

  @DELETE
  public Uni<Map<String, String>> deleteAll(
      @NotNull(message = "required") @Valid TraceIds request) {
    return deletions
        .traces(project.ref(), request.traceIds())
        .replaceWith(Map.of("message", "Traces deleted successfully"));
  }
}
