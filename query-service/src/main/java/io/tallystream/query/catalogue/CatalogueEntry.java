package io.tallystream.query.catalogue;

import io.tallystream.query.model.ModelDefinition;
import io.tallystream.query.model.Tier;
import io.tallystream.query.model.TierCodec;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A model as the file has it.
 *
 * @param maker or the host that takes another price
 * @param model unique
 * @param tokenizer the OpenAI model that counts tokens alike, or {@code claude}; absent: not
 *     counted
 * @param since day from which the prices are known to hold; absent: they never had another
 * @param names under which clients call it, lower case; none belongs to two models
 */
record CatalogueEntry(
    String maker,
    String model,
    @Nullable String tokenizer,
    @Nullable LocalDate since,
    List<String> names,
    List<CatalogueTier> tiers) {
  /**
   * Ids come from content: the same in every installation, and another one when a release prices or
   * counts otherwise, so that an id says which prices were meant.
   */
  ModelDefinition definition() {
    String pattern = NamePattern.of(names);
    List<Tier> defined = definedTiers();
    String content = model + " " + pattern + " " + since + " " + TierCodec.encode(defined).encode();
    return new ModelDefinition(
        id("model", tokenizer == null ? content : content + " " + tokenizer),
        model,
        pattern,
        since == null ? null : since.atStartOfDay().atOffset(ZoneOffset.UTC),
        "TOKENS",
        definedTokenizer(),
        defined);
  }

  private ModelDefinition.Tokenizer definedTokenizer() {
    if (tokenizer == null) {
      return ModelDefinition.Tokenizer.NONE;
    }
    if (tokenizer.equals("claude")) {
      return new ModelDefinition.Tokenizer(tokenizer, null);
    }
    var config =
        new JsonObject()
            .put("tokenizerModel", tokenizer)
            .put("tokensPerMessage", 3)
            .put("tokensPerName", 1);
    return new ModelDefinition.Tokenizer("openai", config.encode());
  }

  private List<Tier> definedTiers() {
    Map<String, BigDecimal> standard =
        tiers.stream().filter(CatalogueTier::isDefault).findFirst().orElseThrow().usd();
    List<Tier> defined = new ArrayList<>();
    for (CatalogueTier tier : tiers.stream().filter(CatalogueTier::isDefault).toList()) {
      defined.add(tier.tier(tierId(tier, standard), 0, standard));
    }
    int priority = 1;
    for (CatalogueTier tier :
        tiers.stream().filter(t -> !t.isDefault()).sorted(CatalogueTier.ORDER).toList()) {
      defined.add(tier.tier(tierId(tier, standard), priority++, standard));
    }
    return defined;
  }

  private String tierId(CatalogueTier tier, Map<String, BigDecimal> standard) {
    return id("tier", model + " " + tier.tier("", 0, standard));
  }

  private static String id(String kind, String name) {
    byte[] text = ("tallystream " + kind + " " + name).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(text).toString();
  }
}
