package io.tallystream.enrichment.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallystream.event.v1.AttributeCondition;
import io.tallystream.event.v1.ModelConfig;
import io.tallystream.event.v1.PriceState;
import io.tallystream.event.v1.PricingTier;
import io.tallystream.event.v1.TierCondition;
import io.tallystream.event.v1.UsageCondition;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract 3.3-3.5. */
class CatalogueTest {
  private static final Map<String, Long> USAGE = Map.of("input", 10L, "output", 5L, "total", 15L);

  @Test
  void costIsPriceTimesUnitsByEqualKey() {
    Price price = price(model("m").addTiers(tier("d", Map.of("input", 3L, "cached", 9L))));
    assertThat(price)
        .isEqualTo(
            new Price(
                PriceState.PRICED, "m", "d", "d name", Map.of("input", 30L), OptionalLong.of(30)));
  }

  @Test
  void aPriceOfTheTotalIsTheTotal() {
    Price price = price(model("m").addTiers(tier("d", Map.of("input", 3L, "total", 2L))));
    assertThat(price.total()).hasValue(30);
    assertThat(price.cost()).isEqualTo(Map.of("input", 30L));
  }

  @Test
  void aRetiredDefinitionMatchesNothingAndStillPricesWhatItPriced() {
    var catalogue =
        catalogue(
            model("old").setRetired(true).addTiers(tier("d-old", Map.of("input", 3L))),
            model("new").addTiers(tier("d-new", Map.of("input", 4L))));
    assertThat(catalogue.price(1, "gpt-4o", "", Map.of(), USAGE).priceId()).isEqualTo("d-new");
    assertThat(catalogue.price(1, "gpt-4o", "old", Map.of(), USAGE).priceId()).isEqualTo("d-old");
    assertThat(catalogue.price(1, "gpt-4o", "gone", Map.of(), USAGE).priceId()).isEqualTo("d-new");
  }

  @Test
  void anUnknownCostIsNotZero() {
    Price price = price(model("m").addTiers(tier("d", Map.of("audio", 3L))));
    assertThat(price)
        .isEqualTo(new Price(PriceState.UNPRICED, "m", "", "", Map.of(), OptionalLong.empty()));
    assertThat(price(model("other").setMatchPattern("^x$")).modelId()).isEmpty();
  }

  @Test
  void withoutUsageThereIsNothingToPriceButAModel() {
    var catalogue = catalogue(model("m").addTiers(tier("d", Map.of("input", 3L))));
    Price price = catalogue.price(1, "gpt-4o", "", Map.of(), Map.of());
    assertThat(price.state()).isEqualTo(PriceState.NO_USAGE);
    assertThat(price.modelId()).isEqualTo("m");
  }

  @Test
  void theProjectComesBeforeTheWorldThenTheNewestThenTheUndated() {
    var catalogue =
        catalogue(
            model("world-new").setStartUs(9),
            model("own-undated").setProject(1),
            model("own-old").setProject(1).setStartUs(1),
            model("own-new").setProject(1).setStartUs(2),
            model("foreign").setProject(2).setStartUs(99));
    assertThat(catalogue.modelId(1, "gpt-4o")).isEqualTo("own-new");
    assertThat(catalogue.modelId(2, "gpt-4o")).isEqualTo("foreign");
    assertThat(catalogue.modelId(3, "gpt-4o")).isEqualTo("world-new");
  }

  @ParameterizedTest
  @CsvSource({
    "(?i)^(openai/)?(gpt-4o)$, OpenAI/GPT-4o, true",
    "(?i)^(openai/)?(gpt-4o)$, gpt-4o-mini, false",
    "gpt, my-gpt-4o, true",
    "(a+)+$, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!, false"
  })
  void patternsAreSearchedInLinearTime(String pattern, String name, boolean matches) {
    var catalogue = catalogue(model("m").setMatchPattern(pattern));
    assertThat(catalogue.modelId(1, name)).isEqualTo(matches ? "m" : "");
  }

  @ParameterizedTest
  @CsvSource({
    "gt, 14, true", "gt, 15, false", "gte, 15, true", "gte, 15.5, false", "lt, 15.5, true",
    "lt, 15, false", "lte, 15, true", "lte, 14.9, false", "eq, 15.0, true", "eq, 14, false",
    "neq, 14, true", "neq, 15, false", "about, 15, false"
  })
  void aUsageConditionComparesTheSumOfMatchingUnits(String operator, String value, boolean holds) {
    var condition = usage("^(INPUT|output)$", operator, value);
    assertThat(tierOf(condition, Map.of())).isEqualTo(holds ? "special" : "default");
  }

  @Test
  void aUsageConditionMayMindItsCase() {
    var condition = UsageCondition.newBuilder(usage("^INPUT$", "gt", "1")).setCaseSensitive(true);
    assertThat(tierOf(condition.build(), Map.of())).isEqualTo("default");
  }

  @ParameterizedTest
  @CsvSource({
    "model_parameters, service_tier, flex, special",
    "model_parameters, service_tier, priority, special",
    "model_parameters, service_tier, auto, default",
    "model_parameters, other, flex, default",
    "metadata, service_tier, flex, default"
  })
  void anAttributeConditionNamesSourceKeyAndValues(
      String source, String key, String value, String tier) {
    var condition =
        AttributeCondition.newBuilder()
            .setSource("model_parameters")
            .setKey("service_tier")
            .addAllValues(List.of("flex", "priority"));
    var catalogue = twoTiers(TierCondition.newBuilder().setAttribute(condition));
    Price price = catalogue.price(1, "gpt-4o", "", Map.of(source + "." + key, value), USAGE);
    assertThat(price.priceId()).isEqualTo(tier);
  }

  @Test
  void allConditionsOfATierMustHold() {
    var holds = TierCondition.newBuilder().setUsage(usage("input", "gt", "1"));
    var not = TierCondition.newBuilder().setUsage(usage("input", "gt", "99"));
    assertThat(twoTiers(holds, not).price(1, "gpt-4o", "", Map.of(), USAGE).priceId())
        .isEqualTo("default");
    assertThat(twoTiers(holds, holds).price(1, "gpt-4o", "", Map.of(), USAGE).priceId())
        .isEqualTo("special");
  }

  @Test
  void theLowestPriorityNumberIsAskedFirst() {
    var always = TierCondition.newBuilder().setUsage(usage("input", "gt", "1"));
    var prices = Map.of("input", 1L);
    var model =
        model("m")
            .addTiers(tier("default", prices).setIsDefault(true))
            .addTiers(tier("second", prices).setPriority(2).addConditions(always))
            .addTiers(tier("first", prices).setPriority(1).addConditions(always));
    assertThat(price(model).priceId()).isEqualTo("first");
  }

  @Test
  void aCostBeyondAMillionUsdIsRefused() {
    var catalogue = catalogue(model("m").addTiers(tier("d", Map.of("input", 1_000_000_000_000L))));
    assertThat(catalogue.price(1, "gpt-4o", "", Map.of(), Map.of("input", 1_000_000L)).total())
        .hasValue(1_000_000_000_000_000_000L);
    for (long units : new long[] {1_000_001L, 1_000_000_000_000_000L}) {
      assertThatThrownBy(() -> catalogue.price(1, "gpt-4o", "", Map.of(), Map.of("input", units)))
          .isInstanceOf(ArithmeticException.class);
    }
  }

  private static String tierOf(UsageCondition condition, Map<String, String> attributes) {
    return twoTiers(TierCondition.newBuilder().setUsage(condition))
        .price(1, "gpt-4o", "", attributes, USAGE)
        .priceId();
  }

  private static UsageCondition usage(String pattern, String operator, String value) {
    return UsageCondition.newBuilder()
        .setUsagePattern(pattern)
        .setOperator(operator)
        .setValue(value)
        .build();
  }

  private static Catalogue twoTiers(TierCondition.Builder... conditions) {
    var special = tier("special", Map.of("input", 1L)).setPriority(1);
    for (TierCondition.Builder condition : conditions) {
      special.addConditions(condition);
    }
    return catalogue(
        model("m")
            .addTiers(tier("default", Map.of("input", 2L)).setIsDefault(true))
            .addTiers(special));
  }

  private static Price price(ModelConfig.Builder model) {
    return catalogue(model).price(1, "gpt-4o", "", Map.of(), USAGE);
  }

  private static Catalogue catalogue(ModelConfig.Builder... models) {
    return new Catalogue(List.of(models).stream().map(ModelConfig.Builder::build).toList());
  }

  private static ModelConfig.Builder model(String id) {
    return ModelConfig.newBuilder().setId(id).setMatchPattern("(?i)^gpt-4o$");
  }

  private static PricingTier.Builder tier(String id, Map<String, Long> prices) {
    return PricingTier.newBuilder().setId(id).setName(id + " name").putAllPrices(prices);
  }
}
