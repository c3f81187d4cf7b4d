package io.tallystream.query.score;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.filter.Condition;
import io.tallystream.query.view.ProjectRef;
import io.tallystream.query.view.Slice;
import io.tallystream.query.view.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists of scores and single scores of the three API versions. */
@ApplicationScoped
class ScoreReadService {
  private final ScoreRepository scores;

  ScoreReadService(ScoreRepository scores) {
    this.scores = scores;
  }

  /** One page of v3; {@code next} is absent on the last. */
  record Page(List<Map<String, @Nullable Object>> data, @Nullable ScoreCursor next) {}

  /** v1 and v2; {@code withTrace} adds what a list shows of each score's trace. */
  Uni<Slice<Map<String, @Nullable Object>>> list(
      ProjectRef project,
      ScoreScope scope,
      List<Condition> conditions,
      Window window,
      boolean withTrace) {
    int number = project.number();
    return Uni.combine()
        .all()
        .unis(
            scores.list(number, scope, conditions, null, window),
            scores.total(number, scope, conditions))
        .asTuple()
        .flatMap(
            read ->
                json(project, scope, read.getItem1(), withTrace)
                    .map(json -> new Slice<>(json, read.getItem2())));
  }

  Uni<Optional<Map<String, @Nullable Object>>> get(
      ProjectRef project, ScoreScope scope, String id) {
    return scores
        .byId(project.number(), scope, id)
        .map(found -> found.stream().findFirst().map(s -> ScoreJson.of(project.id(), s)));
  }

  Uni<Page> v3(
      ProjectRef project,
      List<Condition> conditions,
      Set<String> groups,
      @Nullable ScoreCursor after,
      int limit) {
    return scores
        .list(project.number(), ScoreScope.ALL, conditions, after, new Window(limit + 1, 0))
        .map(
            rows -> {
              List<Score> shown = rows.stream().limit(limit).toList();
              ScoreCursor next = rows.size() > limit ? ScoreCursor.of(shown.getLast()) : null;
              return new Page(
                  shown.stream().map(s -> ScoreV3Json.of(project.id(), s, groups)).toList(), next);
            });
  }

  private Uni<List<Map<String, @Nullable Object>>> json(
      ProjectRef project, ScoreScope scope, List<Score> found, boolean withTrace) {
    List<String> traceIds =
        found.stream().map(s -> s.subject().traceId()).filter(Objects::nonNull).distinct().toList();
    return scores
        .traces(project.number(), withTrace ? traceIds : List.of())
        .map(
            traces -> found.stream().map(s -> json(project, scope, s, traces, withTrace)).toList());
  }

  private static Map<String, @Nullable Object> json(
      ProjectRef project,
      ScoreScope scope,
      Score score,
      Map<String, ScoreTrace> traces,
      boolean withTrace) {
    Map<String, @Nullable Object> json = ScoreJson.of(project.id(), score);
    if (withTrace) {
      ScoreTrace trace = traces.get(score.traceId());
      json.put("trace", trace == null ? null : trace.json(scope == ScoreScope.ALL));
    }
    return json;
  }
}
