package io.tallystream.enrichment.pricing;

import com.google.re2j.Pattern;
import io.tallystream.enrichment.tokens.Tokenizer;
import io.tallystream.event.v1.ModelConfig;
import io.tallystream.event.v1.PricingTier;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model definition, compiled. Conditional tiers come first, by priority. */
record PricedModel(
    ModelConfig config, Pattern pattern, List<Tier> tiers, @Nullable Tokenizer tokenizer) {
  /** Project before global, newest start date first, none last (contract 3.3); then by id. */
  static final Comparator<PricedModel> ORDER =
      Comparator.comparing((PricedModel m) -> m.config.getProject() == 0)
          .thenComparing(m -> !m.config.hasStartUs())
          .thenComparing(m -> -m.config.getStartUs())
          .thenComparing(m -> m.config.getId());

  static PricedModel compile(ModelConfig config) {
    return new PricedModel(
        config,
        Pattern.compile(config.getMatchPattern()),
        config.getTiersList().stream()
            .sorted(
                Comparator.comparing(PricingTier::getIsDefault)
                    .thenComparing(PricingTier::getPriority))
            .map(Tier::compile)
            .toList(),
        Tokenizer.of(config.getTokenizerId(), config.getTokenizerConfig()).orElse(null));
  }

  boolean matches() {
    return !config.getRetired();
  }

  boolean serves(int project, String model) {
    return (config.getProject() == 0 || config.getProject() == project)
        && pattern.matcher(model).find();
  }
}
