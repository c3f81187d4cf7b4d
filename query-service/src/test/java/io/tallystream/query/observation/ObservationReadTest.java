package io.tallystream.query.observation;

import static io.tallystream.query.view.Database.PROJECT;
import static io.tallystream.query.view.Database.await;
import static io.tallystream.query.view.Database.json;
import static io.tallystream.query.view.Database.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.event.v1.BodyField;
import io.tallystream.query.filter.Conditions;
import io.tallystream.query.view.Database;
import io.tallystream.query.view.Rows;
import io.tallystream.query.view.Window;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Observations over a real database: classic shape, v2 groups, cursor. */
class ObservationReadTest {
  private static Database database;

  @BeforeAll
  static void seed() {
    database = new Database();
    JsonObject first = Rows.observation("t", "a").put("model", "m").put("model_id", "model-1");
    database.insert("observation", first);
    database.insert("observation", Rows.observation("t", "b").put("parent_id", "a"));
    database.insert("observation", Rows.observation("t", "c").put("start_us", Rows.NOON + 1));
    database.insert("trace", Rows.trace("t").put("user_id", "ada").put("name", "n"));
    database.insert("payload", Rows.payload(first, BodyField.INPUT, "{\"a\": 1}", 0));
    database.insert("model", model());
  }

  private static JsonObject model() {
    JsonObject prices = new JsonObject().put("input", "0.0000025").put("output", "0.00001");
    return new JsonObject()
        .put("id", "model-1")
        .put("model_name", "m")
        .put("match_pattern", "m")
        .put(
            "pricing_tiers",
            new JsonArray().add(new JsonObject().put("isDefault", true).put("prices", prices)))
        .put("created_at", "2026-03-01T00:00:00Z")
        .put("updated_at", "2026-03-01T00:00:00Z")
        .put("version", 0);
  }

  @Test
  void theClassicShapeHasEveryKey() {
    ObservationService service =
        new ObservationService(database.observations, database.assembler, database.metadata);

    assertThat(json(await(service.get(PROJECT, "a")).orElseThrow()))
        .isEqualTo(
            parse(
                """
                {"id":"a","traceId":"t","projectId":"p-7","type":"SPAN","name":null,
                 "parentObservationId":null,"level":"DEFAULT","statusMessage":null,"version":null,
                 "environment":"default","startTime":"2026-03-01T12:00:00.000Z","endTime":null,
                 "completionStartTime":null,"createdAt":"2026-03-01T12:00:00.000Z",
                 "updatedAt":"2026-03-01T12:00:00.000Z","latency":null,"timeToFirstToken":null,
                 "input":{"a":1},"output":null,"metadata":{},"model":"m","modelId":"model-1",
                 "modelParameters":{},"usagePricingTierId":null,"usagePricingTierName":null,
                 "promptId":null,"promptName":null,"promptVersion":null,
                 "usage":{"input":0,"output":0,"total":0,"unit":"TOKENS"},"unit":"TOKENS",
                 "promptTokens":0,"completionTokens":0,"totalTokens":0,"usageDetails":{},
                 "costDetails":{},"calculatedInputCost":null,"calculatedOutputCost":null,
                 "calculatedTotalCost":null,"priceState":"NO_USAGE","usageRule":null,
                 "inputPrice":0.0000025,"outputPrice":0.00001,
                 "totalPrice":null}"""));
    assertThat(await(service.get(PROJECT, "unknown"))).isEmpty();
  }

  @Test
  void theClassicListFiltersByTraceAndByItsUser() {
    ObservationService service =
        new ObservationService(database.observations, database.assembler, database.metadata);
    Conditions conditions =
        Conditions.of(null)
            .equal("traceId", "t")
            .equal("userId", "ada")
            .between("startTime", "2026-03-01T12:00:00Z", "2026-03-01T12:00:01Z");

    assertThat(await(service.list(PROJECT, conditions.all(), Window.page(1, 2))).total())
        .isEqualTo(3);
  }

  @Test
  void aCursorGoesOnBehindTheLastObservation() {
    ObservationV2Service.Page first = page("core,io,model,trace_context", null);
    ObservationV2Service.Page second =
        page("core", Cursor.decode(Objects.requireNonNull(first.next()).encode()));

    assertThat(first.data()).hasSize(2);
    assertThat(first.data().getFirst().get("id")).isEqualTo("c");
    assertThat(second.data()).hasSize(1);
    assertThat(second.next()).isNull();
  }

  @Test
  void v2KeepsInputAsTextAndPricesAsStrings() {
    Conditions root = Conditions.of(null).equal("id", "a");
    JsonNode item =
        json(
            await(
                    v2().list(
                            PROJECT,
                            root.all(),
                            Fields.parse("io,model,trace_context", null),
                            null,
                            9))
                .data()
                .getFirst());

    assertThat(item.get("input").textValue()).isEqualTo("{\"a\": 1}");
    assertThat(item.get("inputPrice").textValue()).isEqualTo("0.0000025");
    assertThat(item.get("traceName").textValue()).isEqualTo("n");
    assertThat(item.has("level")).isFalse();
  }

  private static ObservationV2Service.Page page(String fields, @Nullable Cursor after) {
    return await(v2().list(PROJECT, List.of(), Fields.parse(fields, null), after, 2));
  }

  private static ObservationV2Service v2() {
    return new ObservationV2Service(
        database.observations, database.assembler, database.prices, database.metadata);
  }
}
