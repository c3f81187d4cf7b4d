package io.tallystream.query.audit;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.view.Query;
import io.tallystream.query.view.Views;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code audit}. */
@ApplicationScoped
class AuditRepository {
  private static final String LAST = "last run";
  private static final String SUMMARY =
      """
      /* audit.summary */
      SELECT family, sum(drift)::bigint AS n FROM audit WHERE state = 'DRIFT' GROUP BY 1
      UNION ALL SELECT '%s', COALESCE(extract(epoch FROM max(at))::bigint, 0) FROM audit"""
          .formatted(LAST);
  private static final String HOURS =
      """
      /* audit.hours */
      SELECT family, hour_s, compared, drift, state, detail, at FROM audit
      WHERE project_id = $1 AND hour_s IN (
        SELECT DISTINCT h.hour_s FROM audit h WHERE %s ORDER BY 1 DESC LIMIT %s)
      ORDER BY hour_s DESC, family""";

  private final Views views;

  AuditRepository(Views views) {
    this.views = views;
  }

  /**
   * @param drift rows by family
   * @param last seconds since the epoch, 0 = never
   */
  record Summary(Map<String, Long> drift, long last) {}

  /**
   * @param hour start in seconds since the epoch
   * @param at microseconds since the epoch
   */
  record Seen(
      String family,
      long hour,
      int compared,
      int drift,
      AuditState state,
      String detail,
      long at) {}

  Uni<Summary> summary() {
    return views
        .list(SUMMARY, new Query().binds(), row -> Map.entry(row.getString(0), row.getLong(1)))
        .map(
            rows -> {
              var byFamily = new HashMap<String, Long>();
              rows.forEach(row -> byFamily.put(row.getKey(), row.getValue()));
              Long last = byFamily.remove(LAST);
              return new Summary(byFamily, last == null ? 0 : last);
            });
  }

  /** Newest hours first, all families of each. */
  Uni<List<Seen>> hours(int project, @Nullable AuditState state, int limit) {
    Query query = Query.of("h.project_id", project);
    query.equal("h.state", state == null ? null : state.name());
    String sql = HOURS.formatted(query.conjunction(), query.binds().add(limit));
    return views.list(sql, query.binds(), AuditRepository::seen);
  }

  private static Seen seen(Row row) {
    var at = row.getOffsetDateTime("at").withOffsetSameInstant(ZoneOffset.UTC);
    return new Seen(
        row.getString("family"),
        row.getLong("hour_s"),
        row.getInteger("compared"),
        row.getInteger("drift"),
        AuditState.valueOf(row.getString("state")),
        row.getString("detail"),
        at.toEpochSecond() * 1_000_000 + at.getNano() / 1_000);
  }
}
