package io.tallystream.query.trace;

import static io.tallystream.query.view.Database.PROJECT;
import static io.tallystream.query.view.Database.await;
import static io.tallystream.query.view.Database.json;
import static io.tallystream.query.view.Database.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystream.event.v1.BodyField;
import io.tallystream.query.filter.Conditions;
import io.tallystream.query.view.Database;
import io.tallystream.query.view.Rows;
import io.tallystream.query.view.Slice;
import io.tallystream.query.view.Window;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces over a real database: shapes, filters, order and pages. */
class TraceServiceTest {
  private static final long SECOND = 1_000_000;

  private static Database database;
  private static TraceService service;

  @BeforeAll
  static void seed() {
    database = new Database();
    service = new TraceService(database.traces, database.traceAssembler, database.metadata);
    JsonObject rich = rich();
    database.insert("trace", rich);
    database.insert("trace", Rows.trace("plain").put("timestamp_us", Rows.NOON + SECOND));
    database.insert("trace", Rows.trace("implicit").put("explicit", false));
    database.insert(
        "payload",
        Rows.payload(rich, BodyField.METADATA, "{\"n\":12345678901234567890,\"o\":{\"a\":1}}", 0));
    database.insert(
        "payload",
        Rows.payload(rich, BodyField.METADATA, "{\"o\":{\"b\":\"x\"},\"t\":\"true\"}", 1));
    database.insert("payload", Rows.payload(rich, BodyField.INPUT, "\"first\"", 0));
    database.insert("payload", Rows.payload(rich, BodyField.INPUT, "{\"q\": 1.10}", 1));
    database.insert("observation", generation());
    database.insert("score", Rows.score("s1", "rich", "quality", "0.75"));
  }

  private static JsonObject rich() {
    return Rows.trace("rich")
        .put("name", "checkout")
        .put("user_id", "ada")
        .put("tags", new JsonArray(List.of("blue", "red")))
        .put("latency_us", 1_500_000)
        .put("first_start_us", Rows.NOON)
        .put("last_start_us", Rows.NOON)
        .put("errors", 1)
        .put("total_tokens", 30)
        .put("total_cost", 42_000_000);
  }

  private static JsonObject generation() {
    return Rows.observation("rich", "gen")
        .put("type", 2)
        .put("level", 4)
        .put("end_us", Rows.NOON + 1_500_000)
        .put("usage", new JsonObject().put("input", 10).put("output", 20).put("total", 30))
        .put("cost", new JsonObject().put("input", 12_000_000).put("output", 30_000_000))
        .put("input_tokens", 10)
        .put("output_tokens", 20)
        .put("total_tokens", 30)
        .put("input_cost", 12_000_000)
        .put("output_cost", 30_000_000)
        .put("total_cost", 42_000_000);
  }

  @Test
  void aTraceShowsItsFieldsItsObservationsAndItsScores() {
    JsonNode trace =
        json(await(service.get(PROJECT, "rich", FieldGroup.parse(null))).orElseThrow());

    assertThat(trace.at("/observations/0/id").textValue()).isEqualTo("gen");
    assertThat(trace.at("/observations/0/usage"))
        .isEqualTo(parse("{\"input\":10,\"output\":20,\"total\":30,\"unit\":\"TOKENS\"}"));
    assertThat(trace.at("/observations/0/calculatedTotalCost").decimalValue())
        .isEqualByComparingTo("0.000042");
    assertThat(trace.at("/scores/0/value").decimalValue()).isEqualByComparingTo("0.75");
    assertThat(withoutRelated(trace))
        .isEqualTo(
            parse(
                """
                {"id":"rich","externalId":null,"projectId":"p-7","timestamp":"2026-03-01T12:00:00.000Z",
                 "name":"checkout","userId":"ada","sessionId":null,"release":null,"version":null,
                 "environment":"default","public":false,"bookmarked":false,"tags":["blue","red"],
                 "createdAt":"2026-03-01T12:00:00.000Z","updatedAt":"2026-03-01T12:00:00.000Z",
                 "htmlPath":"/project/p-7/traces/rich","input":{"q":1.10},"output":null,
                 "metadata":{"n":12345678901234567890,"o":{"a":1,"b":"x"},"t":true},
                 "latency":1.5,"totalCost":0.000042}"""));
  }

  @Test
  void aTraceKnownByItsObservationsOnlyIsNotFound() {
    assertThat(await(service.get(PROJECT, "implicit", FieldGroup.parse(null)))).isEmpty();
    assertThat(await(service.get(PROJECT, "unknown", FieldGroup.parse(null)))).isEmpty();
  }

  @Test
  void aListItemNamesObservationsAndScoresById() {
    JsonNode item = json(list("[]", "core,observations,scores").items().get(1));

    assertThat(item.get("observations")).isEqualTo(parse("[\"gen\"]"));
    assertThat(item.get("scores")).isEqualTo(parse("[\"s1\"]"));
    assertThat(item.get("latency").intValue()).isEqualTo(-1);
    assertThat(item.get("totalCost").intValue()).isEqualTo(-1);
    assertThat(item.has("input")).isFalse();
  }

  @Test
  void pagesCountTheWholeList() {
    Slice<Map<String, @Nullable Object>> second =
        await(
            service.list(
                PROJECT,
                new TraceRequest(
                    List.of(),
                    TraceOrder.sql("timestamp.asc"),
                    FieldGroup.parse("core"),
                    Window.page(2, 1))));

    assertThat(ids(second)).containsExactly("plain");
    assertThat(second.total()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "stringOptions  | name       |         | any of           | [\"checkout\"]",
        "string         | name       |         | contains         | \"heck\"",
        "string         | name       |         | ends with        | \"out\"",
        "datetime       | timestamp  |         | <                | \"2026-03-01T12:00:00.500Z\"",
        "number         | latency    |         | =                | 1.5",
        "number         | totalCost  |         | >=               | 0.000042",
        "number         | tokens     |         | >                | 29",
        "number         | errorCount |         | =                | 1",
        "number         | debugCount |         | <                | 0.5",
        "arrayOptions   | tags       |         | all of           | [\"red\"]",
        "stringOptions  | level      |         | any of           | [\"ERROR\"]",
        "null           | userId     |         | is not null      | \"\"",
        "numberObject   | scores_avg | quality | >                | 0.5",
        "stringObject   | metadata   | t       | =                | \"true\"",
        "booleanObject  | metadata   | t       | =                | true",
        "numberObject   | metadata   | n       | >                | 12345678901234567889",
      })
  void aFilterKeepsOnlyTheTraceThatSatisfiesIt(
      String type, String column, @Nullable String key, String operator, String value) {
    String filter =
        "[{\"type\":\"%s\",\"column\":\"%s\",\"key\":\"%s\",\"operator\":\"%s\",\"value\":%s}]"
            .formatted(type, column, key, operator, value);

    Slice<Map<String, @Nullable Object>> found = list(filter, "core");

    assertThat(ids(found)).contains("rich");
    if (!column.equals("debugCount")) {
      assertThat(ids(found)).containsExactly("rich");
    }
  }

  @Test
  void simpleParametersAreConditionsToo() {
    Conditions conditions =
        Conditions.of(null)
            .equal("userId", "ada")
            .anyOf("environment", List.of("default"))
            .allOf("tags", List.of("blue"))
            .between("timestamp", "2026-03-01T12:00:00Z", "2026-03-01T12:00:01Z");

    assertThat(ids(list(conditions, "core"))).containsExactly("rich");
  }

  private static Slice<Map<String, @Nullable Object>> list(String filter, String fields) {
    return list(Conditions.of(filter), fields);
  }

  private static Slice<Map<String, @Nullable Object>> list(Conditions conditions, String fields) {
    return await(
        service.list(
            PROJECT,
            new TraceRequest(
                conditions.all(),
                TraceOrder.sql(null),
                FieldGroup.parse(fields),
                Window.page(1, 50))));
  }

  private static List<Object> ids(Slice<Map<String, @Nullable Object>> slice) {
    return slice.items().stream().map(item -> (Object) item.get("id")).toList();
  }

  private static JsonNode withoutRelated(JsonNode trace) {
    return ((ObjectNode) trace).without(List.of("observations", "scores"));
  }
}
