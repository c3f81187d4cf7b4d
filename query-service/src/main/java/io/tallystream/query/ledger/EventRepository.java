package io.tallystream.query.ledger;

import io.smallrye.mutiny.Uni;
import io.tallystream.event.Routing;
import io.tallystream.query.ledger.Sighting.Kind;
import io.tallystream.query.view.Parts;
import io.tallystream.query.view.Query;
import io.tallystream.query.view.ViewTime;
import io.tallystream.query.view.Views;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Looks an id up by the indexes of the views: a bounded number of rows, whatever there is. */
@ApplicationScoped
class EventRepository {
  /** The low bits of {@code ver} are the offset on {@code facts}. */
  private static final long OFFSET = (1L << 44) - 1;

  private static final int MOST = 20;
  private static final Pattern HEX = Pattern.compile("([0-9a-f]{2})+");

  private static final String SEEN =
      """
      /* event.seen */
      (SELECT 'TRACE' AS kind, trace_id, created_us, updated_us, part, ver FROM trace
       WHERE project_id = $1 AND trace_h = $2 AND part = $3)
      UNION ALL
      (SELECT 'SCORE', coalesce(trace_id, ''), created_us, updated_us, part, ver FROM score
       WHERE project_id = $1 AND score_h = $2 AND part = $3)
      UNION ALL
      (SELECT 'OBSERVATION', trace_id, created_us, updated_us, part, ver FROM observation
       WHERE project_id = $1 AND obs_h = $2 ORDER BY created_us DESC LIMIT %d)"""
          .formatted(MOST);

  // A letter holds the record's key, which starts with project and hash of the trace or score.
  private static final String LETTERS =
      """
      /* event.letters */
      SELECT letter_h, stage, reason, detail, quarantined_us, replays, source_topic, part, source_off
      FROM (
        SELECT * FROM dead_letter
        WHERE project_id = $1 AND substring(key FROM 1 FOR 20) = ANY ($2)
        ORDER BY quarantined_us DESC LIMIT 200) l
      WHERE $3 OR position($4 IN value) > 0 OR position($5 IN value) > 0
      ORDER BY quarantined_us DESC LIMIT %d"""
          .formatted(MOST);

  private final Views views;
  private final Parts parts;

  EventRepository(Views views, Parts parts) {
    this.views = views;
    this.parts = parts;
  }

  /** Stored traces, scores and observations of the id; an observation's may be in many traces. */
  Uni<List<Sighting>> seen(int project, String id) {
    Query query = new Query();
    query.binds().add(project);
    query.binds().add(Routing.hash(id));
    query.binds().add(parts.of(project, id));
    return views.list(SEEN, query.binds(), EventRepository::sighting);
  }

  /**
   * Dead letters about the trace or score with this id, and those about its traces that name it.
   *
   * @param traces that the id may be in
   */
  Uni<List<Map<String, Object>>> letters(int project, String id, List<String> traces) {
    Query own = letters(project, List.of(id), true, id);
    Query others = letters(project, traces, false, id);
    return views
        .list(LETTERS, own.binds(), EventRepository::letter)
        .chain(
            first ->
                views
                    .list(LETTERS, others.binds(), EventRepository::letter)
                    .map(more -> distinct(first, more)));
  }

  private static Query letters(int project, List<String> routedBy, boolean all, String id) {
    byte[] text = id.getBytes(StandardCharsets.UTF_8);
    // The id of a span is bytes in its record.
    byte[] raw = HEX.matcher(id).matches() ? HexFormat.of().parseHex(id) : text;
    Query query = new Query();
    query.binds().add(project);
    query
        .binds()
        .add(
            routedBy.stream()
                .map(each -> Buffer.buffer(Routing.key(project, Routing.hash(each))))
                .toArray(Buffer[]::new));
    query.binds().add(all);
    query.binds().add(Buffer.buffer(text));
    query.binds().add(Buffer.buffer(raw));
    return query;
  }

  private static List<Map<String, Object>> distinct(
      List<Map<String, Object>> first, List<Map<String, Object>> more) {
    var byId = new LinkedHashMap<Object, Map<String, Object>>();
    first.forEach(letter -> byId.put(letter.get("id"), letter));
    more.forEach(letter -> byId.putIfAbsent(letter.get("id"), letter));
    return List.copyOf(byId.values());
  }

  private static Sighting sighting(Row row) {
    return new Sighting(
        Kind.valueOf(row.getString("kind")),
        row.getString("trace_id"),
        row.getLong("created_us"),
        row.getLong("updated_us"),
        row.getShort("part"),
        row.getLong("ver") & OFFSET);
  }

  private static Map<String, Object> letter(Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", row.getUUID("letter_h").toString());
    json.put("stage", row.getString("stage"));
    json.put("reason", row.getString("reason"));
    json.put("detail", row.getString("detail"));
    json.put("quarantinedAt", ViewTime.iso(row.getLong("quarantined_us")));
    json.put("replays", row.getInteger("replays"));
    json.put(
        "source",
        Map.of(
            "topic", row.getString("source_topic"),
            "partition", row.getShort("part"),
            "offset", row.getLong("source_off")));
    return json;
  }
}
