package io.tallystream.query.score;

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
import org.jspecify.annotations.Nullable;

/** {@code /v2/scores}: reads of API v2 (the contract's section 5.2). */
@Path("/api/public/v2/scores")
@Authenticated
class ScoreV2Resource {
  private final ScoreReadService scores;
  private final CurrentProject project;

  ScoreV2Resource(ScoreReadService scores, CurrentProject project) {
    this.scores = scores;
    this.project = project;
  }

  @GET
  public Uni<Paging.Answer<Map<String, @Nullable Object>>> list(
      @BeanParam ScoreQuery query, @BeanParam ScoreV2Query more) {
    Paging paging = Paging.parse(query.page, query.limit);
    return scores
        .list(
            project.ref(),
            ScoreScope.ALL,
            more.conditions(query),
            paging.window(),
            more.withTrace())
        .map(paging::answer);
  }

  @GET
  @Path("{scoreId}")
  public Uni<Map<String, @Nullable Object>> get(@RestPath String scoreId) {
    return scores
        .get(project.ref(), ScoreScope.ALL, scoreId)
        .map(found -> found.orElseThrow(() -> new Missing("Score not found")));
  }
}
