package io.tallystream.query.score;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.deletion.Deletions;
import io.tallystream.query.view.CurrentProject;
import io.tallystream.query.view.Missing;
import io.tallystream.query.view.Paging;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code /scores}: reads of API v1, and deletion (the contract's section 5.2). */
@Path("/api/public/scores")
@Authenticated
class ScoreResource {
  private final ScoreReadService scores;
  private final Deletions deletions;
  private final CurrentProject project;

  ScoreResource(ScoreReadService scores, Deletions deletions, CurrentProject project) {
    this.scores = scores;
    this.deletions = deletions;
    this.project = project;
  }

  @GET
  public Uni<Paging.Answer<Map<String, @Nullable Object>>> list(@BeanParam ScoreQuery query) {
    Paging paging = Paging.parse(query.page, query.limit);
    return scores
        .list(
            project.ref(),
            ScoreScope.OF_TRACES,
            query.conditions(null).all(),
            paging.window(),
            true)
        .map(paging::answer);
  }

  @GET
  @Path("{scoreId}")
  public Uni<Map<String, @Nullable Object>> get(@RestPath String scoreId) {
    return scores
        .get(project.ref(), ScoreScope.OF_TRACES, scoreId)
        .map(found -> found.orElseThrow(() -> new Missing("Score not found")));
  }

  @DELETE
  @Path("{scoreId}")
  @ResponseStatus(202)
  public Uni<Map<String, String>> delete(@RestPath String scoreId) {
    return deletions
        .score(project.ref(), scoreId)
        .replaceWith(Map.of("message", "Score deletion queued successfully"));
  }
}
