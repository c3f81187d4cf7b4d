package io.tallystream.query.service;

import static io.tallystream.query.service.Clients.sdk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.ModelConfig;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /models} as SDKs use it, and what is on the topic when it answers. */
@QuarkusTest
@QuarkusTestResource(Environment.class)
class ModelTest {
  private static final String MODELS = "/api/public/models";

  @BeforeEach
  void ready() throws Exception {
    Clients.awaitReady();
  }

  static String flat(String name) {
    return """
        {"modelName":"%s","matchPattern":"(?i)^(%s)$","unit":"TOKENS","startDate":"2026-01-01T01:00:00+01:00",
         "inputPrice":0.0000001,"outputPrice":6E-7,"tokenizerConfig":{"a":1}}"""
        .formatted(name, name);
  }

  @Test
  void aModelIsOnTheTopicWhenItsCreationIsAnswered() throws Exception {
    var answer = sdk().body(flat("m-flat")).post(MODELS);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asString()).contains("\"inputPrice\":0.0000001,\"outputPrice\":0.0000006");
    JsonPath json = answer.jsonPath();
    ModelConfig config = published(json.getString("id"));
    assertThat(config.getModelName()).isEqualTo("m-flat");
    assertThat(config.getProject()).isPositive();
    assertThat(config.getStartUs()).isEqualTo(1_767_225_600_000_000L);
    assertThat(config.getVersion()).isPositive();
    assertThat(config.getTiers(0).getId()).isEqualTo(json.getString("pricingTiers[0].id"));
    assertThat(config.getTiers(0).getPricesMap())
        .containsOnlyKeys("input", "output")
        .containsEntry("input", 100_000L)
        .containsEntry("output", 600_000L);
  }

  @Test
  void theAnswerHasEveryKeyThatSdksNeedAndReadsBackTheSame() {
    String created = sdk().body(flat("m-keys")).post(MODELS).asString();
    JsonPath json = JsonPath.from(created);

    assertThat(json.getMap("").keySet())
        .contains(
            "id",
            "modelName",
            "matchPattern",
            "startDate",
            "inputPrice",
            "outputPrice",
            "totalPrice",
            "unit",
            "tokenizerId",
            "tokenizerConfig",
            "isLangfuseManaged",
            "createdAt",
            "prices",
            "pricingTiers");
    assertThat(json.getString("startDate")).isEqualTo("2026-01-01T00:00:00.000Z");
    assertThat(json.getString("pricingTiers[0].name")).isEqualTo("Standard");
    assertThat(json.getBoolean("isLangfuseManaged")).isFalse();
    assertThat(json.getInt("tokenizerConfig.a")).isEqualTo(1);
    assertThat(sdk().get(MODELS + "/" + json.getString("id")).asString()).isEqualTo(created);
    sdk().get(MODELS + "?limit=1&page=1").then().body("meta.totalItems", equalTo(total()));
  }

  @Test
  void tiersKeepTheirConditionsAndOrder() throws Exception {
    JsonPath json =
        sdk()
            .body(
                """
                {"modelName":"m-tiers","matchPattern":"^m-tiers$","unit":"TOKENS","pricingTiers":[
                 {"name":"Long","isDefault":false,"priority":2,"prices":{"input":2},
                  "conditions":[{"usageDetailPattern":"input","operator":"gt","value":20000}]},
                 {"name":"Batch","isDefault":false,"priority":1,"prices":{"input":0.5},
                  "conditions":[{"source":"model_parameters","key":"service_tier","operator":"in","values":["batch"]}]},
                 {"name":"Base","isDefault":true,"priority":0,"conditions":[],"prices":{"input":1}}]}""")
            .post(MODELS)
            .jsonPath();

    assertThat(json.getList("pricingTiers.name")).isEqualTo(List.of("Base", "Batch", "Long"));
    assertThat(json.getInt("pricingTiers[2].conditions[0].value")).isEqualTo(20_000);
    assertThat(json.getString("pricingTiers[1].conditions[0].operator")).isEqualTo("in");
    ModelConfig config = published(json.getString("id"));
    assertThat(config.getTiers(1).getConditions(0).getAttribute().getValuesList())
        .containsExactly("batch");
    assertThat(config.getTiers(2).getConditions(0).getUsage().getValue()).isEqualTo("20000");
  }

  @Test
  void aDeletedModelIsRetiredAndItsNameIsFree() throws Exception {
    String id = sdk().body(flat("m-gone")).post(MODELS).path("id");
    sdk()
        .body(flat("m-gone"))
        .post(MODELS)
        .then()
        .statusCode(400)
        .body("error[0].path", equalTo(List.of("modelName")));
    sdk()
        .delete(MODELS + "/" + id)
        .then()
        .statusCode(200)
        .body("message", equalTo("Model successfully deleted"));

    assertThat(published(id).getRetired()).isTrue();
    assertThat(published(id).getTiersCount()).isEqualTo(1);
    sdk().get(MODELS + "/" + id).then().statusCode(404);
    sdk().delete(MODELS + "/" + id).then().statusCode(404);
    sdk().body(flat("m-gone")).post(MODELS).then().statusCode(200);
  }

  @Test
  void aShippedModelIsSeenAndNotDeleted() {
    String id = sdk().get(MODELS + "?limit=1").path("data.find { it.isLangfuseManaged }.id");
    sdk().get(MODELS + "/" + id).then().statusCode(200);
    sdk().delete(MODELS + "/" + id).then().statusCode(404);
  }

  @Test
  void aShippedModelSaysHowItsTokensAreCounted() throws Exception {
    String gpt4o = "4d6a9957-2cb0-3769-879d-b4ea3cdb57be";
    JsonPath json = sdk().get(MODELS + "/" + gpt4o).jsonPath();
    assertThat(json.getString("modelName")).isEqualTo("gpt-4o");
    assertThat(json.getString("tokenizerId")).isEqualTo("openai");
    assertThat(json.getString("tokenizerConfig.tokenizerModel")).isEqualTo("gpt-4o");
    assertThat(published(gpt4o).getTokenizerId()).isEqualTo("openai");
    assertThat(published(gpt4o).getTokenizerConfig()).contains("\"tokenizerModel\":\"gpt-4o\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                                    | [modelName]",
        "{'modelName':'x','matchPattern':'(?=a)','unit':'TOKENS','inputPrice':1} | [matchPattern]",
        "{'modelName':'x','matchPattern':'x','unit':'WORDS','inputPrice':1}    | [unit]",
        "{'modelName':'x','matchPattern':'x','unit':'TOKENS'}                  | [inputPrice]",
        "{'modelName':'x','matchPattern':'x','unit':'TOKENS','inputPrice':-1}  | [inputPrice]",
        "{'modelName':'x','matchPattern':'x','unit':'TOKENS','inputPrice':1E-13} | [inputPrice]",
        "{'modelName':'x','matchPattern':'x','unit':'TOKENS','inputPrice':1E999999} | [inputPrice]",
        "{'modelName':'x','matchPattern':'x','unit':'TOKENS','inputPrice':'a'} | [inputPrice]",
        "{'modelName':'x','matchPattern':'x','unit':'TOKENS','totalPrice':1,'inputPrice':1} | [totalPrice]",
        "{'modelName':'x','matchPattern':'x','unit':'TOKENS','inputPrice':1,'startDate':'2026-01-01T00:00'} | [startDate]",
        "{'modelName':'x','matchPattern':'x','unit':'TOKENS','pricingTiers':[{'name':'a','isDefault':true,'priority':0,'prices':{'input':1E-13}}]} | [pricingTiers, 0, prices, input]",
        "{'modelName':'x','matchPattern':'x','unit':'TOKENS','pricingTiers':[{'name':'a','isDefault':false,'priority':1,'prices':{'input':1}}]} | [pricingTiers]",
        "[]                                                                    | []",
        "{'modelName':                                                         | []"
      })
  void whatIsWrongIsNamed(String body, String path) {
    var answer = sdk().body(body.replace('\'', '"')).post(MODELS);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
    answer.then().body("message", equalTo("Invalid request data"));
    assertThat(answer.jsonPath().getList("error.path").stream().map(String::valueOf))
        .as(answer.asString())
        .contains(path);
    answer.then().body("error.message", hasItem(org.hamcrest.Matchers.not("")));
  }

  private static int total() {
    return sdk().get(MODELS + "?limit=1").path("meta.totalItems");
  }

  private static ModelConfig published(String id) throws Exception {
    return ModelConfig.parseFrom(Topic.records(Topics.MODELS, id).getLast().value());
  }
}
