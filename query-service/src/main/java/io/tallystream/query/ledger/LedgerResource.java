package io.tallystream.query.ledger;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.filter.FilterException;
import io.tallystream.query.ledger.LedgerRepository.Minute;
import io.tallystream.query.view.CurrentProject;
import io.tallystream.query.view.Paging;
import io.tallystream.query.view.ViewTime;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /ledger}: by minute of reception, what became of the events that were sent. */
@Path("/api/public/ledger")
@Authenticated
class LedgerResource {
  private static final int DEFAULT_LIMIT = 60;
  private static final int MAX_LIMIT = 1_440;
  private static final Set<String> PARAMETERS = Set.of("fromTimestamp", "toTimestamp", "limit");

  private final LedgerRepository ledger;
  private final CurrentProject project;

  LedgerResource(LedgerRepository ledger, CurrentProject project) {
    this.ledger = ledger;
    this.project = project;
  }

  /** Newest minutes first; {@code meta.totals} sums those of the answer. */
  @GET
  public Uni<Paging.Answer<Map<String, Object>>> list(@Context UriInfo uri) {
    MultivaluedMap<String, String> query = uri.getQueryParameters();
    for (String name : query.keySet()) {
      if (!PARAMETERS.contains(name)) {
        throw new FilterException("unknown parameter '" + name + "'");
      }
    }
    int limit = Paging.limit(query.getFirst("limit"), DEFAULT_LIMIT, MAX_LIMIT);
    Long from = minute("fromTimestamp", query);
    Long to = minute("toTimestamp", query);
    return ledger
        .minutes(project.ref().number(), from, to, limit)
        .map(minutes -> answer(minutes, limit));
  }

  private static Paging.Answer<Map<String, Object>> answer(List<Minute> minutes, int limit) {
    Entry total = minutes.stream().map(Minute::entry).reduce(Entry.NOTHING, Entry::plus);
    return new Paging.Answer<>(
        minutes.stream().map(LedgerResource::json).toList(),
        Map.of("limit", limit, "totals", counts(total)));
  }

  private static Map<String, Object> json(Minute minute) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("minute", ViewTime.iso(minute.start() * 60_000_000));
    json.putAll(counts(minute.entry()));
    return json;
  }

  private static Map<String, Object> counts(Entry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("received", entry.received());
    json.put("rejected", entry.rejected());
    json.put("accepted", entry.accepted());
    json.put("stored", entry.stored());
    json.put("duplicate", entry.duplicate());
    json.put("quarantined", entry.quarantined());
    json.put("inFlight", entry.inFlight());
    return json;
  }

  /** The minute that a time is in. */
  private static @Nullable Long minute(String name, MultivaluedMap<String, String> query) {
    String text = query.getFirst(name);
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return Math.floorDiv(OffsetDateTime.parse(text).toEpochSecond(), 60);
    } catch (DateTimeException e) {
      throw new FilterException(
          "'%s' must be an ISO 8601 date and time with an offset, not '%s'".formatted(name, text));
    }
  }
}
