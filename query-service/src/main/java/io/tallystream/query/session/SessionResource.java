package io.tallystream.query.session;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.filter.Conditions;
import io.tallystream.query.view.CurrentProject;
import io.tallystream.query.view.Missing;
import io.tallystream.query.view.Paging;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /sessions} (the contract's section 5.5). */
@Path("/api/public/sessions")
@Authenticated
class SessionResource {
  private final SessionService sessions;
  private final CurrentProject project;

  SessionResource(SessionService sessions, CurrentProject project) {
    this.sessions = sessions;
    this.project = project;
  }

  @GET
  public Uni<Paging.Answer<Map<String, @Nullable Object>>> list(
      @RestQuery @Nullable String page,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String fromTimestamp,
      @RestQuery @Nullable String toTimestamp,
      @RestQuery List<String> environment) {
    Paging paging = Paging.parse(page, limit);
    Conditions conditions =
        Conditions.of(null)
            .between("createdAt", fromTimestamp, toTimestamp)
            .anyOf("environment", environment);
    return sessions.list(project.ref(), conditions.all(), paging.window()).map(paging::answer);
  }

  @GET
  @Path("{sessionId}")
  public Uni<Map<String, @Nullable Object>> get(@RestPath String sessionId) {
    return sessions
        .get(project.ref(), sessionId)
        .map(
            found ->
                found.orElseThrow(
                    () -> new Missing("Session not found within authorized project")));
  }
}
