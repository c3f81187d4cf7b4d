package io.tallystream.query.ledger;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.view.Query;
import io.tallystream.query.view.Views;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code ledger_gateway} and {@code ledger_outcome}, both in one statement. */
@ApplicationScoped
class LedgerRepository {
  private static final String MINUTES =
      """
      /* ledger.minutes */
      SELECT minute, sum(accepted)::bigint AS accepted, sum(stored)::bigint AS stored,
        sum(duplicate)::bigint AS duplicate, sum(quarantined)::bigint AS quarantined,
        jsonb_agg(rejected) FILTER (WHERE rejected IS NOT NULL) AS rejected
      FROM (
        SELECT project_id, minute, accepted, 0 AS stored, 0 AS duplicate, 0 AS quarantined, rejected FROM ledger_gateway
        UNION ALL
        SELECT project_id, minute, 0, stored, duplicate, quarantined, NULL FROM ledger_outcome) l
      WHERE %s
      GROUP BY %s
      ORDER BY minute DESC
      LIMIT %d""";
  private static final String FORGET =
      """
      /* ledger.forget */
      WITH g AS (DELETE FROM ledger_gateway WHERE minute < $1)
      DELETE FROM ledger_outcome WHERE minute < $1""";

  private final Views views;

  LedgerRepository(Views views) {
    this.views = views;
  }

  /**
   * @param start minutes since the epoch
   */
  record Minute(long start, Entry entry) {}

  /** Newest first. */
  Uni<List<Minute>> minutes(int project, @Nullable Long from, @Nullable Long to, int limit) {
    Query query = Query.of("project_id", project);
    query.where("minute >= ", from, "").where("minute < ", to, "");
    String sql = MINUTES.formatted(query.conjunction(), "minute", limit);
    return views.list(sql, query.binds(), LedgerRepository::minute);
  }

  /** Of all projects, each project's minutes apart. */
  Uni<List<Entry>> since(long from) {
    Query query = new Query();
    query.where("minute >= ", from, "");
    String sql = MINUTES.formatted(query.conjunction(), "minute, project_id", 1_000_000);
    return views.list(sql, query.binds(), row -> minute(row).entry);
  }

  Uni<Void> forgetBefore(long minute) {
    Query query = new Query();
    query.binds().add(minute);
    return views.list(FORGET, query.binds(), row -> 0).replaceWithVoid();
  }

  private static Minute minute(Row row) {
    return new Minute(
        row.getLong("minute"),
        new Entry(
            row.getLong("accepted"),
            row.getLong("stored"),
            row.getLong("duplicate"),
            row.getLong("quarantined"),
            rejected(row)));
  }

  private static Map<String, Long> rejected(Row row) {
    var sums = new TreeMap<String, Long>();
    var all = row.getJsonArray("rejected");
    if (all != null) {
      for (Object each : all) {
        ((JsonObject) each)
            .forEach(
                entry ->
                    sums.merge(entry.getKey(), ((Number) entry.getValue()).longValue(), Long::sum));
      }
    }
    return sums;
  }
}
