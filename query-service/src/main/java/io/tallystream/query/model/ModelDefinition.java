package io.tallystream.query.model;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which model names it prices, and how.
 *
 * @param matchPattern RE2, searched in the client's model name
 * @param startDate orders definitions that match the same name; absent comes last
 * @param tiers the default one first, then by priority
 */
public record ModelDefinition(
    String id,
    String modelName,
    String matchPattern,
    @Nullable OffsetDateTime startDate,
    @Nullable String unit,
    Tokenizer tokenizer,
    List<Tier> tiers) {
  /**
   * How tokens are counted where a client does not say.
   *
   * @param config JSON object text
   */
  public record Tokenizer(@Nullable String id, @Nullable String config) {
    public static final Tokenizer NONE = new Tokenizer(null, null);
  }

  public ModelDefinition {
    tiers = List.copyOf(tiers);
  }

  Tier defaultTier() {
    return tiers.stream().filter(Tier::isDefault).findFirst().orElseThrow();
  }
}
