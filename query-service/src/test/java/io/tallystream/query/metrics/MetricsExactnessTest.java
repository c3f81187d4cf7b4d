package io.tallystream.query.metrics;

import static io.tallystream.query.view.Database.PROJECT;
import static io.tallystream.query.view.Database.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.event.RollupFamily;
import io.tallystream.query.view.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random questions over random facts: the rollups, the facts and a walk over every fact agree to
 * the last digit. A failure prints the question's number and text; the seeds are fixed.
 */
class MetricsExactnessTest {
  private static final int QUESTIONS = 500;
  private static final long FACTS_SEED = 20_260_301;
  private static final long QUESTIONS_SEED = 4;

  /** After the last fact and before the questions for life end. */
  private static final long NOW = RandomFacts.START + 4 * RandomFacts.DAY;

  private static MetricsService service;
  private static MetricsOracle oracle;

  @BeforeAll
  static void seed() {
    RandomFacts facts = new RandomFacts(FACTS_SEED);
    RollupOracle rollups = new RollupOracle(facts);
    Database database = new Database();
    insert(database, "observation", facts.observationRows());
    insert(database, "trace", facts.traceRows());
    insert(database, "score", facts.scoreRows());
    for (RollupFamily family : RollupFamily.values()) {
      insert(database, family.table(), rollups.rows(family));
    }
    oracle = new MetricsOracle(facts);
    service = MetricsServices.over(database);
  }

  private static void insert(Database database, String table, JsonArray rows) {
    String sql =
        "INSERT INTO %s SELECT * FROM jsonb_populate_recordset(NULL::%s, $1::jsonb)"
            .formatted(table, table);
    await(database.pool.preparedQuery(sql).execute(Tuple.of(rows)));
  }

  @Test
  void rollupsFactsAndAWalkOverEveryFactAgree() {
    RandomQuestions questions = new RandomQuestions(QUESTIONS_SEED);
    Set<RollupFamily> used = EnumSet.noneOf(RollupFamily.class);
    Set<String> sources = new TreeSet<>();
    for (int i = 0; i < QUESTIONS; i++) {
      Question question = questions.next();
      MetricsQuery query = question.parsed();
      Plan plan = Planner.plan(query, NOW);
      sources.add(plan.source());
      String name = i + ": " + question.json() + " by " + plan;
      List<Map<String, String>> expected = MetricsOracle.plain(oracle.answer(question));

      assertThat(rows(query, new Plan.Facts())).as("facts %s", name).isEqualTo(expected);
      if (plan instanceof Plan.Rollup rollup) {
        used.add(rollup.family());
        assertThat(rows(query, plan)).as("rollup %s", name).isEqualTo(expected);
      }
    }
    assertThat(used).containsExactlyInAnyOrder(RollupFamily.values());
    assertThat(sources).containsExactly("facts", "rollup", "rollup+facts");
  }

  private static List<Map<String, String>> rows(MetricsQuery query, Plan plan) {
    return MetricsOracle.plain(await(service.answer(PROJECT, query, plan)).data());
  }
}
