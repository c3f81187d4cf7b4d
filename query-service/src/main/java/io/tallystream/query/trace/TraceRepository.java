package io.tallystream.query.trace;

import io.smallrye.mutiny.Uni;
import io.tallystream.event.Routing;
import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.FilterSql;
import io.tallystream.query.view.Parts;
import io.tallystream.query.view.Query;
import io.tallystream.query.view.Views;
import io.tallystream.query.view.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads the view {@code trace}; traces known by their observations only are not listed. */
@ApplicationScoped
public class TraceRepository {
  static final String BY_ID =
      "/* trace.by_id */ SELECT "
          + TraceMapper.COLUMNS
          + """

          FROM trace t
          WHERE t.project_id = $1 AND t.part = $2 AND t.trace_h = $3 AND t.explicit
          """;

  private static final String BY_SESSION =
      "/* trace.by_session */ SELECT "
          + TraceMapper.COLUMNS
          + """

          FROM trace t
          WHERE t.project_id = $1 AND t.session_id = $2
          ORDER BY t.timestamp_us, t.trace_h
          """;

  private final Views views;
  private final Parts parts;

  public TraceRepository(Views views, Parts parts) {
    this.views = views;
    this.parts = parts;
  }

  Uni<List<Trace>> list(int project, List<Condition> conditions, String order, Window window) {
    Query query = query(project, conditions);
    String sql =
        "/* trace.list */ SELECT %s\nFROM trace t\nWHERE %s\nORDER BY %s\nLIMIT %s OFFSET %s"
            .formatted(
                TraceMapper.COLUMNS,
                query.conjunction(),
                order,
                query.binds().add(window.limit()),
                query.binds().add(window.offset()));
    return views.list(sql, query.binds(), TraceMapper::of);
  }

  Uni<Long> total(int project, List<Condition> conditions) {
    Query query = query(project, conditions);
    return views.total("trace", "FROM trace t WHERE " + query.conjunction(), query.binds());
  }

  /** The trace, or nothing. */
  Uni<List<Trace>> byId(int project, String id) {
    Query query = new Query();
    query.binds().add(project);
    query.binds().add((int) parts.of(project, id));
    query.binds().add(Routing.hash(id));
    return views.list(BY_ID, query.binds(), TraceMapper::of);
  }

  /** Traces of a session, oldest first. */
  public Uni<List<Trace>> bySession(int project, String sessionId) {
    Query query = new Query();
    query.binds().add(project);
    query.binds().add(sessionId);
    return views.list(BY_SESSION, query.binds(), TraceMapper::of);
  }

  private static Query query(int project, List<Condition> conditions) {
    Query query = Query.of("t.project_id", project).where("t.explicit");
    return query.all(
        new FilterSql(TraceColumns.ALL, Query.PROJECT, query.binds()).render(conditions));
  }
}
