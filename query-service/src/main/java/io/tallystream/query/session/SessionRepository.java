package io.tallystream.query.session;

import io.smallrye.mutiny.Uni;
import io.tallystream.event.Routing;
import io.tallystream.query.filter.Column;
import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.FilterSql;
import io.tallystream.query.view.Query;
import io.tallystream.query.view.Views;
import io.tallystream.query.view.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * Reads the view {@code session}: one row per part that saw the session, the least of which counts.
 */
@ApplicationScoped
public class SessionRepository {
  private static final Map<String, Column> COLUMNS =
      Map.of(
          "createdAt", new Column.Time("s.created_us"),
          "environment", new Column.Text("s.environment"));

  /** Each session's least row; grouped, because rows of one session lie on several parts. */
  private static final String FROM =
      """
      FROM (
        SELECT DISTINCT ON (project_id, session_h) *
        FROM session
        ORDER BY project_id, session_h, created_us, trace_h) s
      WHERE\s""";

  private final Views views;

  SessionRepository(Views views) {
    this.views = views;
  }

  Uni<List<Session>> list(int project, List<Condition> conditions, Window window) {
    Query query = query(project, conditions);
    String sql =
        "/* session.list */ SELECT s.session_id, s.created_us, s.environment\n%s%s\nORDER BY s.created_us DESC, s.session_h\nLIMIT %s OFFSET %s"
            .formatted(
                FROM,
                query.conjunction(),
                query.binds().add(window.limit()),
                query.binds().add(window.offset()));
    return views.list(sql, query.binds(), Session::of);
  }

  Uni<Long> total(int project, List<Condition> conditions) {
    Query query = query(project, conditions);
    return views.total("session", FROM + query.conjunction(), query.binds());
  }

  /** The session, or nothing. */
  Uni<List<Session>> byId(int project, String id) {
    Query query = Query.of("s.project_id", project).equal("s.session_h", Routing.hash(id));
    String sql =
        "/* session.by_id */ SELECT s.session_id, s.created_us, s.environment\nFROM session s WHERE %s\nORDER BY s.created_us, s.trace_h LIMIT 1"
            .formatted(query.conjunction());
    return views.list(sql, query.binds(), Session::of);
  }

  private static Query query(int project, List<Condition> conditions) {
    Query query = Query.of("s.project_id", project);
    return query.all(new FilterSql(COLUMNS, Query.PROJECT, query.binds()).render(conditions));
  }
}
