package io.tallystream.query.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.tallystream.event.PicoUsd;
import io.tallystream.query.model.Condition;
import io.tallystream.query.model.ModelDefinition;
import io.tallystream.query.model.Tier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds for every shipped definition. */
class CatalogueTest {
  private static final List<CatalogueEntry> ENTRIES = CatalogueFile.read();
  private static final List<ModelDefinition> MODELS =
      ENTRIES.stream().map(CatalogueEntry::definition).toList();

  private record Matcher(String model, Pattern pattern) {}

  private static final List<Matcher> MATCHERS =
      MODELS.stream()
          .map(m -> new Matcher(m.modelName(), Pattern.compile(m.matchPattern())))
          .toList();

  @Test
  void aNameBelongsToItsOwnModelOnly() {
    List<String> wrong = new ArrayList<>();
    for (CatalogueEntry entry : ENTRIES) {
      for (String name : entry.names()) {
        String sample = name.replace("*", "my-org::abc123");
        List<String> found = models(sample);
        if (!found.equals(List.of(entry.model()))) {
          wrong.add(name + " is " + found + ", not " + entry.model());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void namesMatchInAnyCaseAndAsAWhole() {
    assertThat(models("OpenAI/GPT-4o")).containsExactly("gpt-4o");
    assertThat(models("gpt-4o-of-my-own")).isEmpty();
    assertThat(models("my-gpt-4o")).isEmpty();
    assertThat(models("gpt-4-0613")).hasSize(1);
    assertThat(models("gptX4o")).isEmpty();
  }

  @Test
  void idsAndNamesAreUniqueAndIdsStayWhilePriceAndTokenizerDo() {
    assertThat(MODELS).hasSizeGreaterThan(900);
    assertThat(MODELS).extracting(ModelDefinition::id).doesNotHaveDuplicates();
    assertThat(MODELS).extracting(ModelDefinition::modelName).doesNotHaveDuplicates();
    assertThat(tiers()).extracting(Tier::id).doesNotHaveDuplicates();
    assertThat(model("gpt-4o").id()).isEqualTo("4d6a9957-2cb0-3769-879d-b4ea3cdb57be");
  }

  @Test
  void tiersAreWhatTheApiWouldAccept() {
    for (ModelDefinition model : MODELS) {
      List<Tier> tiers = model.tiers();
      assertThat(tiers.getFirst().isDefault()).as(model.modelName()).isTrue();
      assertThat(tiers.stream().filter(Tier::isDefault)).hasSize(1);
      assertThat(tiers).extracting(Tier::priority).doesNotHaveDuplicates();
      assertThat(tiers.stream().skip(1)).allMatch(tier -> !tier.conditions().isEmpty());
      tiers.forEach(
          tier ->
              assertThat(tier.prices().values())
                  .as(model.modelName())
                  .isNotEmpty()
                  .allMatch(price -> price.signum() >= 0 && price.scale() <= PicoUsd.SCALE));
    }
  }

  @Test
  void theMakersAreCovered() {
    Set<String> makers =
        ENTRIES.stream().map(CatalogueEntry::maker).collect(Collectors.toCollection(HashSet::new));
    assertThat(makers)
        .contains(
            "openai",
            "anthropic",
            "google",
            "mistral",
            "deepseek",
            "xai",
            "cohere",
            "amazon",
            "meta",
            "alibaba",
            "moonshot",
            "perplexity",
            "groq");
  }

  @Test
  void pricesAreKnownUnderEverySpelling() {
    Map<String, BigDecimal> prices = model("claude-opus-4-6").tiers().getFirst().prices();
    assertThat(prices.get("input")).isEqualTo(new BigDecimal("0.000005"));
    assertThat(prices.get("output_reasoning_tokens")).isEqualTo(prices.get("output"));
    for (String type :
        List.of(
            "input_cached_tokens", "cache_read_input_tokens", "cache_read", "input_cache_read")) {
      assertThat(prices.get(type)).as(type).isEqualTo(new BigDecimal("0.0000005"));
    }
    assertThat(prices.get("input_cache_creation_5m")).isEqualTo(new BigDecimal("0.00000625"));
    assertThat(prices.get("input_cache_creation_1h")).isEqualTo(new BigDecimal("0.00001"));
  }

  @Test
  void moreConditionsComeFirstAndMissingPricesAreTheStandardOnes() {
    ModelDefinition model = model("gpt-5.4");
    assertThat(model.tiers())
        .extracting(Tier::name)
        .startsWith("default", "flex_context_over_272k", "context_over_272k", "batch");
    Tier batch = model.tiers().get(3);
    assertThat(batch.conditions())
        .containsExactly(
            new Condition.Attribute("model_parameters", "service_tier", List.of("batch")));
    assertThat(batch.prices().get("input_cached_tokens")).isEqualTo(new BigDecimal("0.00000025"));
    assertThat(batch.prices().get("output_reasoning")).isEqualTo(batch.prices().get("output"));
  }

  @Test
  void tokenizersAreThoseOfTheMakers() {
    for (String model : List.of("gpt-4o", "gpt-4.1-mini", "ft:gpt-4o-2024-08-06", "o3")) {
      assertThat(model(model).tokenizer().id()).isEqualTo("openai");
      assertThat(model(model).tokenizer().config()).contains("\"tokenizerModel\":\"gpt-4o\"");
    }
    assertThat(model("gpt-4-turbo").tokenizer().config()).contains("\"tokenizerModel\":\"gpt-4\"");
    assertThat(model("claude-opus-4-6").tokenizer().id()).isEqualTo("claude");
    for (String model : List.of("gemini-2.5-pro", "gpt-4o-audio-preview", "text-embedding-005")) {
      assertThat(model(model).tokenizer()).as(model).isEqualTo(ModelDefinition.Tokenizer.NONE);
    }
  }

  @Test
  void longContextCountsAllInput() {
    Condition.Usage usage =
        (Condition.Usage) tier("gemini-2.5-pro", "context_over_200k").conditions().getFirst();
    Pattern types = Pattern.compile(usage.pattern());
    assertThat(List.of("input", "input_cached_tokens", "cache_read_input_tokens", "prompt_tokens"))
        .allMatch(type -> types.matcher(type).find());
    assertThat(List.of("output", "total")).noneMatch(type -> types.matcher(type).find());
    assertThat(usage.value()).isEqualByComparingTo("200000");
  }

  private static List<String> models(String name) {
    return MATCHERS.stream()
        .filter(matcher -> matcher.pattern().matcher(name).find())
        .map(Matcher::model)
        .toList();
  }

  private static ModelDefinition model(String name) {
    return MODELS.stream().filter(m -> m.modelName().equals(name)).findFirst().orElseThrow();
  }

  private static Tier tier(String model, String name) {
    return model(model).tiers().stream()
        .filter(tier -> tier.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Tier> tiers() {
    return MODELS.stream().flatMap(model -> model.tiers().stream()).toList();
  }
}
