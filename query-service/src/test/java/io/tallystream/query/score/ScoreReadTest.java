package io.tallystream.query.score;

import static io.tallystream.query.view.Database.PROJECT;
import static io.tallystream.query.view.Database.await;
import static io.tallystream.query.view.Database.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.query.filter.Conditions;
import io.tallystream.query.view.Database;
import io.tallystream.query.view.Rows;
import io.tallystream.query.view.Window;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scores over a real database: which version shows what, trace conditions, cursor. */
class ScoreReadTest {
  private static Database database;
  private static ScoreReadService service;

  @BeforeAll
  static void seed() {
    database = new Database();
    service = new ScoreReadService(database.scores);
    database.insert("trace", Rows.trace("t").put("user_id", "ada"));
    database.insert("score", Rows.score("n", "t", "quality", "0.5"));
    database.insert(
        "score", Rows.score("b", "t", "good", "1").put("data_type", 3).put("string_value", "True"));
    database.insert("score", Rows.score("k", "t", "output", "0").put("data_type", 5));
    database.insert("score", ofSession());
  }

  private static JsonObject ofSession() {
    JsonObject score = Rows.score("x", "t", "mood", "2");
    score.putNull("trace_h").putNull("trace_id");
    return score.put("session_id", "s");
  }

  @Test
  void v1ShowsScoresOfTracesWithoutCorrections() {
    assertThat(ids(ScoreScope.OF_TRACES, Conditions.of(null))).containsExactlyInAnyOrder("n", "b");
    assertThat(await(service.get(PROJECT, ScoreScope.OF_TRACES, "k"))).isEmpty();
  }

  @Test
  void v2ShowsEverySubjectAndFiltersByTheTracesUser() {
    assertThat(ids(ScoreScope.ALL, Conditions.of(null)))
        .containsExactlyInAnyOrder("n", "b", "k", "x");
    assertThat(ids(ScoreScope.ALL, Conditions.of(null).equal("userId", "ada")))
        .containsExactlyInAnyOrder("n", "b", "k");
    assertThat(ids(ScoreScope.ALL, Conditions.of(null).equal("userId", "bob"))).isEmpty();
  }

  @Test
  void v3TypesTheValueAndGoesOnBehindACursor() {
    ScoreReadService.Page first = page(null);
    ScoreReadService.Page second =
        page(ScoreCursor.decode(Objects.requireNonNull(first.next()).encode()));

    assertThat(first.data()).extracting(item -> item.get("id")).containsExactly("b", "k", "n");
    assertThat(first.data().getFirst().get("value")).isEqualTo(true);
    assertThat(second.data()).extracting(item -> item.get("id")).containsExactly("x");
    assertThat(json(second.data().getFirst()).at("/subject/kind").textValue()).isEqualTo("session");
    assertThat(second.next()).isNull();
  }

  private static ScoreReadService.Page page(@Nullable ScoreCursor after) {
    return await(service.v3(PROJECT, List.of(), Set.of("subject"), after, 3));
  }

  private static List<Object> ids(ScoreScope scope, Conditions conditions) {
    List<Map<String, @Nullable Object>> items =
        await(service.list(PROJECT, scope, conditions.all(), Window.page(1, 50), true)).items();
    return items.stream().map(item -> (Object) item.get("id")).toList();
  }
}
