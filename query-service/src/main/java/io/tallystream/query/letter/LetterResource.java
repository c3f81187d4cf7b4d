package io.tallystream.query.letter;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.filter.FilterException;
import io.tallystream.query.view.CurrentProject;
import io.tallystream.query.view.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code /dead-letters}: what was accepted but could not be processed or stored. */
@Path("/api/public/dead-letters")
@Authenticated
class LetterResource {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 100;
  private static final Set<String> FILTER =
      Set.of("stage", "reason", "status", "fromTimestamp", "toTimestamp");
  private static final Set<String> PAGE = Set.of("limit", "cursor");

  private final LetterService letters;
  private final CurrentProject project;

  LetterResource(LetterService letters, CurrentProject project) {
    this.letters = letters;
    this.project = project;
  }

  @GET
  public Uni<Paging.Answer<Map<String, @Nullable Object>>> list(@Context UriInfo uri) {
    MultivaluedMap<String, String> query = known(uri, true);
    int limit = Paging.limit(query.getFirst("limit"), DEFAULT_LIMIT, MAX_LIMIT);
    String cursor = query.getFirst("cursor");
    LetterCursor after = cursor == null || cursor.isEmpty() ? null : LetterCursor.decode(cursor);
    return letters
        .list(project.ref(), filter(query), after, limit)
        .map(page -> answer(page, limit));
  }

  /** Counts by stage, reason and status. */
  @GET
  @Path("summary")
  public Uni<Map<String, List<Map<String, Object>>>> summary(@Context UriInfo uri) {
    return letters
        .groups(project.ref(), filter(known(uri, false)))
        .map(groups -> Map.of("data", groups.stream().map(LetterJson::of).toList()));
  }

  @GET
  @Path("{id}")
  public Uni<Map<String, @Nullable Object>> get(@RestPath String id) {
    return letters.get(project.ref(), id).map(LetterJson::whole);
  }

  @POST
  @Path("{id}/replay")
  public Uni<Map<String, @Nullable Object>> replay(@RestPath String id) {
    return letters.replay(project.ref(), id).map(LetterJson::of);
  }

  /** Replays what waits and fits; to be repeated while something remains. */
  @POST
  @Path("replay")
  public Uni<LetterService.Replayed> replayAll(
      @NotNull(message = "required") @Valid ReplayRequest request) {
    return letters.replay(project.ref(), request.filter(), request.limitOrDefault());
  }

  private static Paging.Answer<Map<String, @Nullable Object>> answer(
      LetterService.Page page, int limit) {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("limit", limit);
    if (page.next() != null) {
      meta.put("cursor", page.next().encode());
    }
    return new Paging.Answer<>(page.letters().stream().map(LetterJson::of).toList(), meta);
  }

  private static LetterFilter filter(MultivaluedMap<String, String> query) {
    return LetterFilter.of(
        query.getFirst("stage"),
        query.getFirst("reason"),
        query.getFirst("status"),
        query.getFirst("fromTimestamp"),
        query.getFirst("toTimestamp"));
  }

  private static MultivaluedMap<String, String> known(UriInfo uri, boolean paged) {
    MultivaluedMap<String, String> query = uri.getQueryParameters();
    for (String name : query.keySet()) {
      if (!FILTER.contains(name) && !(paged && PAGE.contains(name))) {
        throw new FilterException("unknown parameter '" + name + "'");
      }
    }
    return query;
  }
}
