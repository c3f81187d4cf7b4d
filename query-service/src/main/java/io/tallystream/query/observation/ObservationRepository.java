package io.tallystream.query.observation;

import io.smallrye.mutiny.Uni;
import io.tallystream.event.Routing;
import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.FilterSql;
import io.tallystream.query.filter.TextMatch;
import io.tallystream.query.filter.TimeRange;
import io.tallystream.query.payload.Days;
import io.tallystream.query.payload.EntityKey;
import io.tallystream.query.view.Parts;
import io.tallystream.query.view.Query;
import io.tallystream.query.view.ViewTime;
import io.tallystream.query.view.Views;
import io.tallystream.query.view.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the view {@code observation}. */
@ApplicationScoped
public class ObservationRepository {
  /** The trace lives on the observation's part; its primary key makes the join free when unused. */
  private static final String FROM =
      """
      FROM observation o
      LEFT JOIN trace t
        ON t.project_id = o.project_id AND t.part = o.part AND t.trace_h = o.trace_h
      WHERE\s""";

  static final String BY_TRACE =
      "/* observation.by_trace */ SELECT "
          + ObservationMapper.COLUMNS
          + """

          FROM observation o
          WHERE o.project_id = $1 AND o.part = $2 AND o.trace_h = $3 AND o.day BETWEEN $4 AND $5
          ORDER BY o.start_us, o.obs_h
          """;

  private static final String IDS =
      """
      /* observation.ids */
      SELECT o.trace_h, o.id
      FROM unnest($2::int[], $3::uuid[]) AS wanted (part, trace_h)
      JOIN observation o ON o.part = wanted.part AND o.trace_h = wanted.trace_h
      WHERE o.project_id = $1 AND o.day BETWEEN $4 AND $5
      ORDER BY o.start_us, o.obs_h
      """;

  private final Views views;
  private final Parts parts;

  public ObservationRepository(Views views, Parts parts) {
    this.views = views;
    this.parts = parts;
  }

  /** Id of an observation and the hash of its trace. */
  public record OfTrace(UUID traceHash, String id) {}

  Uni<List<Listed>> list(
      int project, List<Condition> conditions, @Nullable Cursor after, Window window) {
    Query query = query(project, conditions);
    if (after != null) {
      query.all(after.conditions(query.binds()));
    }
    String sql =
        "/* observation.list */ SELECT %s, %s\n%s%s\nORDER BY o.start_us DESC, o.trace_h, o.obs_h\nLIMIT %s OFFSET %s"
            .formatted(
                ObservationMapper.COLUMNS,
                TraceContext.COLUMNS,
                FROM,
                query.conjunction(),
                query.binds().add(window.limit()),
                query.binds().add(window.offset()));
    return views.list(sql, query.binds(), Listed::of);
  }

  Uni<Long> total(int project, List<Condition> conditions) {
    Query query = query(project, conditions);
    return views.total("observation", FROM + query.conjunction(), query.binds());
  }

  /** The observation of that id; ids are unique by trace only, so the latest start wins. */
  Uni<List<Listed>> byId(int project, String id) {
    Query query = Query.of("o.project_id", project).equal("o.obs_h", Routing.hash(id));
    String sql =
        "/* observation.by_id */ SELECT %s, %s\n%s%s\nORDER BY o.start_us DESC LIMIT 1"
            .formatted(ObservationMapper.COLUMNS, TraceContext.COLUMNS, FROM, query.conjunction());
    return views.list(sql, query.binds(), Listed::of);
  }

  /** All observations of a trace by start. */
  public Uni<List<Observation>> byTrace(int project, EntityKey trace, Days days) {
    Query query = new Query();
    query.binds().add(project);
    query.binds().add((int) trace.part());
    query.binds().add(trace.traceHash());
    query.binds().add(days.first());
    query.binds().add(days.last());
    return views.list(BY_TRACE, query.binds(), ObservationMapper::of);
  }

  /** Ids of the observations of several traces, by start. */
  public Uni<List<OfTrace>> ids(int project, Collection<EntityKey> traces, Days days) {
    Query query = new Query();
    query.binds().add(project);
    query.binds().add(traces.stream().map(t -> (int) t.part()).toArray(Integer[]::new));
    query.binds().add(traces.stream().map(EntityKey::traceHash).toArray(UUID[]::new));
    query.binds().add(days.first());
    query.binds().add(days.last());
    return views.list(
        IDS, query.binds(), row -> new OfTrace(row.getUUID("trace_h"), row.getString("id")));
  }

  private Query query(int project, List<Condition> conditions) {
    Query query = Query.of("o.project_id", project);
    conditions.forEach(condition -> route(query, project, condition));
    prune(query, TimeRange.of(conditions, "startTime"));
    return query.all(
        new FilterSql(ObservationColumns.ALL, Query.PROJECT, query.binds()).render(conditions));
  }

  /** One trace lives on one part. */
  private void route(Query query, int project, Condition condition) {
    if (condition instanceof Condition.Text(String column, TextMatch match, String id)
        && column.equals("traceId")
        && match == TextMatch.EQUAL) {
      query.equal("o.part", (int) parts.of(project, id)).equal("o.trace_h", Routing.hash(id));
    }
  }

  private static void prune(Query query, TimeRange range) {
    range.least().ifPresent(from -> query.where("o.day >= ", ViewTime.day(from), ""));
    range.greatest().ifPresent(to -> query.where("o.day <= ", ViewTime.day(to), ""));
  }
}
