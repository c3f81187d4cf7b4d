package io.tallystream.query.metrics;

import static io.tallystream.query.view.Database.PROJECT;
import static io.tallystream.query.view.Database.await;
import static io.tallystream.query.view.Database.json;
import static io.tallystream.query.view.Database.parse;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.query.filter.Conditions;
import io.tallystream.query.view.Database;
import io.tallystream.query.view.Rows;
import io.tallystream.query.view.Slice;
import io.tallystream.query.view.Watermarks;
import io.tallystream.query.view.Window;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What clients see: names, units, dates, gaps, histograms, days, freshness; and how it is read. */
class MetricsReadTest {
  private static Database database;
  private static MetricsService service;

  @BeforeAll
  static void seed() {
    database = new Database();
    service = MetricsServices.over(database);
    database.insert(
        "trace", Rows.trace("t").put("user_id", "ada").put("tags", new JsonArray().add("x")));
    database.insert("trace", Rows.trace("u").put("timestamp_us", Rows.NOON - RandomFacts.DAY));
    database.insert("observation", priced("a", 42_000_000L).put("end_us", Rows.NOON + 20));
    database.insert("observation", priced("b", 1L).put("end_us", Rows.NOON + 30));
    database.insert("observation", Rows.observation("u", "c").put("price_state", 4));
  }

  private static JsonObject priced(String id, long pico) {
    return Rows.observation("t", id)
        .put("model", "gpt")
        .put("price_state", 1)
        .put("total_cost", pico)
        .put("total_tokens", 7)
        .put("input_tokens", 4);
  }

  private static MetricsService.Result ask(String more) {
    String query =
        new JsonObject(
                """
                {"view": "observations", "fromTimestamp": "2026-02-28T00:00:00Z",
                 "toTimestamp": "2026-03-02T00:00:00Z"}
                """)
            .mergeIn(new JsonObject(more))
            .encode();
    return await(service.answer(PROJECT, QueryParser.parse(2, query), new Plan.Facts()));
  }

  @Test
  void rowsAreKeyedByDimensionBucketAndMetricAndGapsAreFilled() {
    MetricsService.Result result =
        ask(
            """
            {"dimensions": [{"field": "providedModelName"}], "timeDimension": {"granularity": "day"},
             "metrics": [{"measure": "totalCost", "aggregation": "sum"},
                         {"measure": "latency", "aggregation": "p50"}]}
            """);

    assertThat(json(result.data()))
        .isEqualTo(
            parse(
                """
                [{"providedModelName": null, "time_dimension": "2026-02-28",
                  "sum_totalCost": 0, "p50_latency": null},
                 {"providedModelName": "gpt", "time_dimension": "2026-03-01",
                  "sum_totalCost": 0.000042000001, "p50_latency": 0.02},
                 {"providedModelName": null, "time_dimension": "2026-03-01",
                  "sum_totalCost": 0, "p50_latency": null},
                 {"providedModelName": null, "time_dimension": "2026-03-02",
                  "sum_totalCost": 0, "p50_latency": null}]
                """));
    assertThat(result.meta()).containsEntry("source", "facts").doesNotContainKey("family");
  }

  @Test
  void histogramsAreColumnsOfEqualWidth() {
    MetricsService.Result result =
        ask(
            """
            {"metrics": [{"measure": "latency", "aggregation": "histogram"}], "config": {"bins": 2}}
            """);

    assertThat(json(result.data()))
        .isEqualTo(parse("[{\"histogram_latency\": [[0.02, 0.025, 1], [0.025, 0.03, 1]]}]"));
  }

  @Test
  void daysShowTracesAndUsageByModelNewestFirst() {
    DailyService daily = new DailyService(new DailyRepository(database.views));

    Slice<Day> all = await(daily.list(PROJECT, Conditions.of(null).all(), Window.page(1, 1)));
    DailyQuery ofAda = new DailyQuery();
    ofAda.userId = "ada";
    ofAda.tags = List.of("x");
    ofAda.fromTimestamp = "2026-03-01T00:00:00Z";
    Slice<Day> adas = await(daily.list(PROJECT, ofAda.conditions(), Window.page(1, 10)));

    assertThat(all.total()).isEqualTo(2);
    assertThat(json(all.items()))
        .isEqualTo(
            parse(
                """
                [{"date": "2026-03-01", "countTraces": 1, "countObservations": 3,
                  "totalCost": 0.000042000001, "usage": [
                    {"model": "gpt", "inputUsage": 8, "outputUsage": 0, "totalUsage": 14,
                     "totalCost": 0.000042000001, "countObservations": 2, "countTraces": 1},
                    {"model": null, "inputUsage": 0, "outputUsage": 0, "totalUsage": 0,
                     "totalCost": 0, "countObservations": 1, "countTraces": 1}]}]
                """));
    assertThat(adas.items()).singleElement().extracting(Day::countObservations).isEqualTo(2L);
  }

  @Test
  void aPartThatLagsHoldsTheWatermarkBackAndAnIdleOneDoesNot() {
    Database own = new Database();
    Watermarks watermarks = new Watermarks(own.views);
    assertThat(await(watermarks.of(List.of("fact-sink")))).isEmpty();
    own.insert("sink_offset", offset(0, 9, "12:00:00", "12:00:01"));
    own.insert("sink_offset", offset(1, 9, "09:00:00", "09:00:01"));
    own.insert("sink_offset", offset(2, 0, "00:00:00", "12:00:01"));
    assertThat(await(watermarks.of(List.of("fact-sink"))).orElseThrow())
        .isEqualTo("2026-03-01T12:00:00Z");
    own.insert("sink_offset", offset(3, 9, "11:00:00", "12:00:01"));
    assertThat(await(watermarks.of(List.of("fact-sink"))).orElseThrow())
        .isEqualTo("2026-03-01T11:00:00Z");
  }

  private static JsonObject offset(int part, int off, String appended, String updated) {
    return new JsonObject()
        .put("sink", "fact-sink")
        .put("topic", "facts")
        .put("part", part)
        .put("off", off)
        .put("peak", off)
        .put("appended_at", "2026-03-01T" + appended + "Z")
        .put("updated_at", "2026-03-01T" + updated + "Z");
  }

  @Test
  void factsArePrunedByDayAndFoundByProjectAndTime() {
    await(
        database
            .pool
            .query("SELECT ensure_day(current_date - 1), ensure_day(current_date)")
            .execute());
    Interval noon = new Interval(Rows.NOON, Rows.NOON + RandomFacts.HOUR);
    MetricsQuery query =
        new Question(
                "observations",
                List.of("userId"),
                List.of(new Question.Metric("count", "count")),
                List.of(),
                null,
                noon.from(),
                noon.to(),
                false)
            .parsed();
    FactSql sql = new FactSql(PROJECT.number(), query, List.of(noon));
    String text = sql.sums(true);

    assertThat(database.plan(text, List.copyOf(sql.binds().values())))
        .contains("Index Cond: ((project_id = ", "start_us >= ", "trace_pkey")
        .contains("observation_default")
        .doesNotContain("observation_2")
        .doesNotContain("Seq Scan");
  }
}
