package io.tallystream.query.model;

import io.tallystream.event.PicoUsd;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.AttributeCondition;
import io.tallystream.event.v1.ModelConfig;
import io.tallystream.event.v1.PricingTier;
import io.tallystream.event.v1.TierCondition;
import io.tallystream.event.v1.UsageCondition;
import io.tallystream.query.outbox.Change;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** A definition on its way to pricing. */
public final class ModelMessage {
  private ModelMessage() {}

  static Change change(Model model, int project) {
    return change(model.definition(), project, model.createdAt);
  }

  static Change retirement(Model model, int project) {
    return retirement(model.definition(), project, model.createdAt);
  }

  /**
   * @param project number; 0 = every project
   */
  public static Change change(ModelDefinition definition, int project, OffsetDateTime createdAt) {
    return change(definition, config(definition, project).setCreatedUs(micros(createdAt)));
  }

  /** No tombstone: what the definition priced keeps its price. */
  public static Change retirement(
      ModelDefinition definition, int project, OffsetDateTime createdAt) {
    return change(
        definition, config(definition, project).setCreatedUs(micros(createdAt)).setRetired(true));
  }

  private static Change change(ModelDefinition definition, ModelConfig.Builder config) {
    return new Change(
        Topics.MODELS,
        definition.id(),
        version -> config.clone().setVersion(version).build().toByteArray());
  }

  private static ModelConfig.Builder config(ModelDefinition definition, int project) {
    var config =
        ModelConfig.newBuilder()
            .setId(definition.id())
            .setProject(project)
            .setModelName(definition.modelName())
            .setMatchPattern(definition.matchPattern())
            .setUnit(Objects.requireNonNullElse(definition.unit(), ""))
            .setTokenizerId(Objects.requireNonNullElse(definition.tokenizer().id(), ""))
            .setTokenizerConfig(Objects.requireNonNullElse(definition.tokenizer().config(), ""));
    if (definition.startDate() != null) {
      config.setStartUs(micros(definition.startDate()));
    }
    definition.tiers().forEach(tier -> config.addTiers(tier(tier)));
    return config;
  }

  private static PricingTier.Builder tier(Tier tier) {
    var message =
        PricingTier.newBuilder()
            .setId(tier.id())
            .setName(tier.name())
            .setIsDefault(tier.isDefault())
            .setPriority(tier.priority());
    tier.conditions().forEach(condition -> message.addConditions(condition(condition)));
    tier.prices().forEach((type, price) -> message.putPrices(type, PicoUsd.of(price)));
    return message;
  }

  private static TierCondition condition(Condition condition) {
    return switch (condition) {
      case Condition.Usage usage ->
          TierCondition.newBuilder()
              .setUsage(
                  UsageCondition.newBuilder()
                      .setUsagePattern(usage.pattern())
                      .setOperator(usage.operator())
                      .setValue(usage.value().toPlainString())
                      .setCaseSensitive(usage.caseSensitive()))
              .build();
      case Condition.Attribute attribute ->
          TierCondition.newBuilder()
              .setAttribute(
                  AttributeCondition.newBuilder()
                      .setSource(attribute.source())
                      .setKey(attribute.key())
                      .addAllValues(attribute.values()))
              .build();
    };
  }

  private static long micros(OffsetDateTime time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant());
  }
}
