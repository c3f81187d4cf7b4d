package io.tallystream.query.metrics;

import static io.tallystream.query.view.Database.PROJECT;
import static io.tallystream.query.view.Database.await;
import static io.tallystream.query.view.Database.json;
import static io.tallystream.query.view.Database.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallystream.event.v1.BodyField;
import io.tallystream.query.view.Database;
import io.tallystream.query.view.Rows;
import io.tallystream.query.view.TooHeavy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only facts tell: metadata, which is in payloads, and tools. */
class MetricsFactsTest {
  private static Database database;
  private static MetricsService service;

  @BeforeAll
  static void seed() {
    database = new Database();
    service = MetricsServices.over(database);
    JsonObject trace = Rows.trace("t").put("user_id", "ada");
    database.insert("trace", trace);
    database.insert("trace", Rows.trace("u").put("user_id", "bob"));
    database.insert("payload", Rows.payload(trace, BodyField.METADATA, "{\"region\":\"eu\"}", 1));
    observation("a", 10, "{\"region\":\"eu-west\",\"tier\":{\"n\":1}}", "search:2 fetch:1");
    observation(
        "b", 20, "{\"region\":\"eu-east\",\"it's\":\"x'); DROP TABLE score; --\"}", "fetch:1");
    observation("c", 30, null, "");
    database.insert("score", score("s1", "{\"region\":\"eu\"}"));
    database.insert("score", score("s2", "no JSON"));
    database.insert("score", score("s3", null));
  }

  private static JsonObject score(String id, String metadata) {
    return Rows.score(id, "t", "quality", "1").put("metadata", metadata);
  }

  /** Offered {@code search}, {@code fetch} and {@code sum}, if it called any. */
  private static void observation(String id, int millis, String metadata, String calls) {
    JsonObject row =
        Rows.observation("t", id)
            .put("end_us", Rows.NOON + millis * 1_000L)
            .put("input_tokens", millis);
    if (!calls.isEmpty()) {
      JsonArray called = new JsonArray();
      long times = 0;
      for (String call : calls.split(" ", -1)) {
        called.add(call.split(":", -1)[0]);
        times += Long.parseLong(call.split(":", -1)[1]);
      }
      row.put("tool_names", new JsonArray(List.of("fetch", "search", "sum")))
          .put("called_tool_names", called)
          .put("tool_calls", times);
    }
    database.insert("observation", row);
    if (metadata != null) {
      database.insert("payload", Rows.payload(row, BodyField.METADATA, metadata, 1));
    }
  }

  private static String ask(int version, String view, String more) {
    return json(answer(version, view, more).data()).toString();
  }

  private static MetricsService.Result answer(int version, String view, String more) {
    String query =
        new JsonObject(
                """
                {"fromTimestamp": "2026-03-01T00:00:00Z", "toTimestamp": "2026-03-02T00:00:00Z",
                 "metrics": [{"measure": "count", "aggregation": "count"}]}
                """)
            .put("view", view)
            .mergeIn(new JsonObject(more))
            .encode();
    return await(service.answer(PROJECT, QueryParser.parse(version, query)));
  }

  private static String where(String key, String operator, String value) {
    return new JsonObject()
        .put(
            "filters",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("column", "metadata")
                        .put("type", "stringObject")
                        .put("key", key)
                        .put("operator", operator)
                        .put("value", value)))
        .encode();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "observations   | region | =                | eu-west | 1",
        "observations   | region | contains         | -       | 2",
        "observations   | region | does not contain | west    | 2",
        "observations   | region | starts with      | eu      | 2",
        "observations   | region | ends with        | east    | 1",
        "observations   | region | =                | EU-WEST | 0",
        "observations   | tier   | =                | {\"n\":1} | 1",
        "observations   | it's   | =                | x'); DROP TABLE score; -- | 1",
        "observations   | x') OR true -- | =        | eu      | 0",
        "traces         | region | =                | eu      | 1",
        "traces         | region | does not contain | eu      | 1",
        "scores-numeric | region | =                | eu      | 1",
        "scores-numeric | region | contains         | u       | 1",
        "scores-numeric | region | does not contain | eu      | 2",
        "scores-numeric | region | starts with      | e       | 1",
        "scores-numeric | region | ends with        | x       | 0",
        "scores-numeric | x') OR true -- | =        | eu      | 0",
      })
  void metadataIsComparedByKey(String view, String key, String operator, String value, int count) {
    MetricsService.Result result = answer(1, view, where(key, operator, value));

    assertThat(json(result.data())).isEqualTo(parse("[{\"count_count\": " + count + "}]"));
    assertThat(result.meta()).containsEntry("source", "facts");
  }

  @Test
  void whatMetadataKeepsIsGroupedSummedAndDistributedLikeAnyFact() {
    assertThat(
            ask(
                2,
                "observations",
                """
                {"dimensions": [{"field": "traceName"}, {"field": "calledToolNames"}],
                 "timeDimension": {"granularity": "day"},
                 "metrics": [{"measure": "inputTokens", "aggregation": "sum"},
                             {"measure": "latency", "aggregation": "max"},
                             {"measure": "outputTokens", "aggregation": "p50"}],
                 "orderBy": [{"field": "calledToolNames", "direction": "asc"}],
                 "filters": [{"column": "metadata", "type": "stringObject", "key": "region",
                              "operator": "starts with", "value": "eu"},
                             {"column": "userId", "type": "string", "operator": "=", "value": "ada"}]}
                """))
        .isEqualTo(
            parse(
                    """
                    [{"traceName": null, "calledToolNames": "fetch", "time_dimension": "2026-03-01",
                      "sum_inputTokens": 30, "max_latency": 20, "p50_outputTokens": 0},
                     {"traceName": null, "calledToolNames": "search", "time_dimension": "2026-03-01",
                      "sum_inputTokens": 10, "max_latency": 10, "p50_outputTokens": 0}]
                    """)
                .toString());
  }

  @Test
  void anObservationCountsOncePerToolAndWithoutToolsHasNone() {
    String measures =
        """
        "metrics": [{"measure": "count", "aggregation": "count"},
                    {"measure": "toolCalls", "aggregation": "sum"},
                    {"measure": "toolDefinitions", "aggregation": "avg"}]""";

    assertThat(
            ask(
                1,
                "observations",
                "{\"dimensions\": [{\"field\": \"toolNames\"}]," + measures + "}"))
        .isEqualTo(
            parse(
                    """
                    [{"toolNames": "fetch", "count_count": 2, "sum_toolCalls": 4, "avg_toolDefinitions": 3},
                     {"toolNames": "search", "count_count": 2, "sum_toolCalls": 4, "avg_toolDefinitions": 3},
                     {"toolNames": "sum", "count_count": 2, "sum_toolCalls": 4, "avg_toolDefinitions": 3}]
                    """)
                .toString());
    assertThat(ask(1, "observations", "{" + measures + "}"))
        .isEqualTo(
            parse("[{\"count_count\": 3, \"sum_toolCalls\": 4, \"avg_toolDefinitions\": 3}]")
                .toString());
  }

  @ParameterizedTest
  @CsvSource({
    "calledToolNames, any of, search, 1",
    "calledToolNames, all of, fetch, 2",
    "calledToolNames, none of, search, 2",
    "toolNames, any of, sum, 2",
    "toolNames, none of, sum, 1",
  })
  void toolsAreFilteredAsArrays(String column, String operator, String name, int count) {
    String filter =
        """
        {"filters": [{"column": "%s", "type": "arrayOptions", "operator": "%s", "value": ["%s"]}]}"""
            .formatted(column, operator, name);

    assertThat(json(answer(2, "observations", filter).data()))
        .isEqualTo(parse("[{\"count_count\": " + count + "}]"));
  }

  /** On a day of their own. */
  @Test
  void metadataOfMoreThanOneAnswerMayCostIsRefused() {
    await(
        database
            .pool
            .query(
                """
                INSERT INTO observation (project_id, part, trace_h, obs_h, day, ver, start_us, created_us, updated_us, type, level,
                  price_state, app_root, input_tokens, output_tokens, total_tokens, input_cost, output_cost, trace_id, id, environment)
                SELECT %d, 0, gen_random_uuid(), gen_random_uuid(), '2026-02-01', 1, %d, 0, 0, 1, 2, 5, false, 0, 0, 0, 0, 0, 't', 'o', 'e'
                FROM generate_series(0, %d)"""
                    .formatted(PROJECT.number(), Rows.NOON - 28 * RandomFacts.DAY, Candidate.MAX))
            .execute());
    String february =
        new JsonObject(where("region", "=", "eu"))
            .put("fromTimestamp", "2026-02-01T00:00:00Z")
            .put("toTimestamp", "2026-02-02T00:00:00Z")
            .encode();

    assertThatThrownBy(() -> answer(1, "observations", february))
        .isInstanceOf(TooHeavy.class)
        .hasMessageContaining("'metadata' has to look at more than 50000 observations");
  }
}
