package io.tallystream.query.audit;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.audit.AuditRepository.Seen;
import io.tallystream.query.filter.FilterException;
import io.tallystream.query.view.CurrentProject;
import io.tallystream.query.view.Paging;
import io.tallystream.query.view.ViewTime;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /audit}: whether the stored rollups of closed hours equal a recompute. */
@Path("/api/public/audit")
@Authenticated
class AuditResource {
  private static final int DEFAULT_LIMIT = 24;
  private static final int MAX_LIMIT = 100;
  private static final Set<String> PARAMETERS = Set.of("state", "limit");

  private final AuditRepository audits;
  private final CurrentProject project;

  AuditResource(AuditRepository audits, CurrentProject project) {
    this.audits = audits;
    this.project = project;
  }

  /** Newest hours first; with {@code state}, the hours of which a family is in it. */
  @GET
  public Uni<Paging.Answer<Map<String, Object>>> list(@Context UriInfo uri) {
    var query = uri.getQueryParameters();
    for (String name : query.keySet()) {
      if (!PARAMETERS.contains(name)) {
        throw new FilterException("unknown parameter '" + name + "'");
      }
    }
    int limit = Paging.limit(query.getFirst("limit"), DEFAULT_LIMIT, MAX_LIMIT);
    return audits
        .hours(project.ref().number(), AuditState.parse(query.getFirst("state")), limit)
        .map(seen -> new Paging.Answer<>(hours(seen), Map.of("limit", limit)));
  }

  private static List<Map<String, Object>> hours(List<Seen> seen) {
    var byHour = new LinkedHashMap<Long, List<Seen>>();
    seen.forEach(s -> byHour.computeIfAbsent(s.hour(), h -> new ArrayList<>()).add(s));
    return byHour.values().stream().map(AuditResource::hour).toList();
  }

  private static Map<String, Object> hour(List<Seen> families) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("hour", ViewTime.iso(families.getFirst().hour() * 1_000_000));
    json.put("checkedAt", ViewTime.iso(families.getFirst().at()));
    json.put(
        "state",
        families.stream().map(Seen::state).max(Comparator.naturalOrder()).orElseThrow().name());
    json.put("families", families.stream().map(AuditResource::family).toList());
    return json;
  }

  private static Map<String, Object> family(Seen seen) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("family", seen.family());
    json.put("state", seen.state().name());
    json.put("compared", seen.compared());
    json.put("drift", seen.drift());
    json.put("differences", seen.detail());
    return json;
  }
}
