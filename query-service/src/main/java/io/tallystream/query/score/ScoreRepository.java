package io.tallystream.query.score;

import io.smallrye.mutiny.Uni;
import io.tallystream.event.Routing;
import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.FilterSql;
import io.tallystream.query.filter.TextMatch;
import io.tallystream.query.view.Parts;
import io.tallystream.query.view.Query;
import io.tallystream.query.view.Views;
import io.tallystream.query.view.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the view {@code score}. A score lies on the part of its own id, not of its trace. */
@ApplicationScoped
public class ScoreRepository {
  private static final String BY_TRACES =
      "/* score.by_traces */ SELECT "
          + ScoreMapper.COLUMNS
          + """

          FROM score s
          WHERE s.project_id = $1 AND s.trace_h = ANY ($2) AND s.data_type <> 5
          ORDER BY s.timestamp_us, s.score_h
          """;

  private static final String TRACES =
      """
      /* score.traces */
      SELECT t.trace_id, t.user_id, t.session_id, t.tags, t.environment
      FROM unnest($2::int[], $3::uuid[]) AS wanted (part, trace_h)
      JOIN trace t ON t.part = wanted.part AND t.trace_h = wanted.trace_h
      WHERE t.project_id = $1 AND t.explicit
      """;

  private final Views views;
  private final Parts parts;

  public ScoreRepository(Views views, Parts parts) {
    this.views = views;
    this.parts = parts;
  }

  Uni<List<Score>> list(
      int project,
      ScoreScope scope,
      List<Condition> conditions,
      @Nullable ScoreCursor after,
      Window window) {
    Query query = query(project, scope, conditions);
    if (after != null) {
      query.where(after.condition(query.binds()));
    }
    String sql =
        "/* score.list */ SELECT %s\nFROM score s\nWHERE %s\nORDER BY s.timestamp_us DESC, s.id\nLIMIT %s OFFSET %s"
            .formatted(
                ScoreMapper.COLUMNS,
                query.conjunction(),
                query.binds().add(window.limit()),
                query.binds().add(window.offset()));
    return views.list(sql, query.binds(), ScoreMapper::of);
  }

  Uni<Long> total(int project, ScoreScope scope, List<Condition> conditions) {
    Query query = query(project, scope, conditions);
    return views.total("score", "FROM score s WHERE " + query.conjunction(), query.binds());
  }

  /** The score, or nothing. */
  Uni<List<Score>> byId(int project, ScoreScope scope, String id) {
    Query query =
        Query.of("s.project_id", project)
            .equal("s.part", (int) parts.of(project, id))
            .equal("s.score_h", Routing.hash(id))
            .where(scope.condition());
    String sql =
        "/* score.by_id */ SELECT %s FROM score s WHERE %s"
            .formatted(ScoreMapper.COLUMNS, query.conjunction());
    return views.list(sql, query.binds(), ScoreMapper::of);
  }

  /** Scores of traces and of their observations as v1 shows them, oldest first. */
  public Uni<List<Score>> byTraces(int project, Collection<UUID> traceHashes) {
    if (traceHashes.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Query query = new Query();
    query.binds().add(project);
    query.binds().add(traceHashes.toArray(UUID[]::new));
    return views.list(BY_TRACES, query.binds(), ScoreMapper::of);
  }

  /** Traces by id, those that exist. */
  Uni<Map<String, ScoreTrace>> traces(int project, List<String> traceIds) {
    if (traceIds.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    Query query = new Query();
    query.binds().add(project);
    query
        .binds()
        .add(traceIds.stream().map(id -> (int) parts.of(project, id)).toArray(Integer[]::new));
    query.binds().add(traceIds.stream().map(Routing::hash).toArray(UUID[]::new));
    return views
        .list(
            TRACES, query.binds(), row -> Map.entry(row.getString("trace_id"), ScoreTrace.of(row)))
        .map(all -> all.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static Query query(int project, ScoreScope scope, List<Condition> conditions) {
    Query query = Query.of("s.project_id", project).where(scope.condition());
    conditions.forEach(condition -> index(query, condition));
    return query.all(
        new FilterSql(ScoreColumns.ALL, Query.PROJECT, query.binds()).render(conditions));
  }

  /** The index knows traces by their hash. */
  private static void index(Query query, Condition condition) {
    if (condition instanceof Condition.Text(String column, TextMatch match, String id)
        && column.equals("traceId")
        && match == TextMatch.EQUAL) {
      query.equal("s.trace_h", Routing.hash(id));
    }
  }
}
