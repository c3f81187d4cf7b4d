package io.tallystream.query.score;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.view.CurrentProject;
import io.tallystream.query.view.Paging;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /v3/scores}: one typed value, a cursor, a strict query (the contract's section 5.2). */
@Path("/api/public/v3/scores")
@Authenticated
class ScoreV3Resource {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 100;

  private final ScoreReadService scores;
  private final CurrentProject project;

  ScoreV3Resource(ScoreReadService scores, CurrentProject project) {
    this.scores = scores;
    this.project = project;
  }

  @GET
  public Uni<Paging.Answer<Map<String, @Nullable Object>>> list(@Context UriInfo uri) {
    ScoreV3Query query = new ScoreV3Query(uri.getQueryParameters());
    int limit = Paging.limit(query.first("limit"), DEFAULT_LIMIT, MAX_LIMIT);
    return scores
        .v3(project.ref(), query.conditions(), query.groups(), query.after(), limit)
        .map(page -> answer(page, limit));
  }

  private static Paging.Answer<Map<String, @Nullable Object>> answer(
      ScoreReadService.Page page, int limit) {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("limit", limit);
    if (page.next() != null) {
      meta.put("cursor", page.next().encode());
    }
    return new Paging.Answer<>(page.data(), meta);
  }
}
