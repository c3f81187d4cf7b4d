package io.tallystream.query.ledger;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.view.CurrentProject;
import io.tallystream.query.view.ViewTime;
import io.tallystream.query.view.Watermarks;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /events/{id}}: where a trace, observation, span or score is on its way. */
@Path("/api/public/events")
@Authenticated
class EventResource {
  private final EventRepository events;
  private final Watermarks watermarks;
  private final CurrentProject project;

  EventResource(EventRepository events, Watermarks watermarks, CurrentProject project) {
    this.events = events;
    this.watermarks = watermarks;
    this.project = project;
  }

  /**
   * Never 404: of an id that was not seen, the watermarks say whether it can still be on its way.
   *
   * @param traceId of an observation: its dead letters are found by it before anything is stored
   */
  @GET
  @Path("{id}")
  public Uni<Map<String, @Nullable Object>> find(
      @RestPath String id, @RestQuery @Nullable String traceId) {
    int number = project.ref().number();
    // First the watermarks: what they vouch for is in the rows that are read after them.
    return upTo()
        .chain(
            upTo ->
                events
                    .seen(number, id)
                    .chain(
                        seen ->
                            events
                                .letters(number, id, traces(seen, traceId))
                                .map(letters -> answer(id, seen, letters, upTo))));
  }

  private Uni<Map<String, @Nullable String>> upTo() {
    return watermarks
        .of(List.of("fact-sink"))
        .chain(
            facts ->
                watermarks
                    .of(List.of("body-sink"))
                    .chain(
                        bodies ->
                            watermarks
                                .of(List.of("rollup-sink"))
                                .map(rollups -> upTo(facts, bodies, rollups))));
  }

  private static Map<String, @Nullable String> upTo(
      Optional<Instant> facts, Optional<Instant> bodies, Optional<Instant> rollups) {
    Map<String, @Nullable String> json = new LinkedHashMap<>();
    json.put("stored", facts.map(Instant::toString).orElse(null));
    json.put("payloadsStored", bodies.map(Instant::toString).orElse(null));
    json.put("counted", rollups.map(Instant::toString).orElse(null));
    return json;
  }

  private static List<String> traces(List<Sighting> seen, @Nullable String given) {
    return Stream.concat(seen.stream().map(Sighting::traceId), Stream.ofNullable(given))
        .filter(trace -> !trace.isEmpty())
        .distinct()
        .toList();
  }

  private static Map<String, @Nullable Object> answer(
      String id,
      List<Sighting> seen,
      List<Map<String, Object>> letters,
      Map<String, @Nullable String> upTo) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", id);
    boolean waits = letters.stream().anyMatch(letter -> letter.get("replays").equals(0));
    json.put("status", waits ? "QUARANTINED" : seen.isEmpty() ? "NOT_SEEN" : "STORED");
    json.put("stored", seen.stream().map(EventResource::sighting).toList());
    json.put("deadLetters", letters);
    json.put("watermarks", upTo);
    return json;
  }

  private static Map<String, Object> sighting(Sighting seen) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", seen.kind().name());
    json.put("traceId", seen.traceId());
    json.put("receivedAt", ViewTime.iso(seen.received()));
    json.put("lastReceivedAt", ViewTime.iso(seen.lastReceived()));
    json.put("log", Map.of("topic", "facts", "partition", seen.part(), "offset", seen.offset()));
    return json;
  }
}
