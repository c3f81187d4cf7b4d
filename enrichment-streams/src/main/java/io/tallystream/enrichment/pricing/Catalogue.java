package io.tallystream.enrichment.pricing;

import io.tallystream.enrichment.tokens.Tokenizer;
import io.tallystream.event.PicoUsd;
import io.tallystream.event.v1.ModelConfig;
import io.tallystream.event.v1.PriceState;
import io.tallystream.event.v1.PricingTier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The compiled model definitions; replaced whole when one changes. */
public final class Catalogue {
  private static final int CACHED_NAMES = 10_000;

  private record Name(int project, String model) {}

  private final List<PricedModel> models;
  private final Map<String, PricedModel> byId;
  private final ConcurrentHashMap<Name, Optional<PricedModel>> matches = new ConcurrentHashMap<>();

  /**
   * @throws com.google.re2j.PatternSyntaxException when a pattern is not RE2; query-service refuses
   *     such on the way in
   */
  public Catalogue(Collection<ModelConfig> configs) {
    byId =
        configs.stream()
            .map(PricedModel::compile)
            .collect(Collectors.toMap(m -> m.config().getId(), Function.identity()));
    models = byId.values().stream().filter(PricedModel::matches).sorted(PricedModel.ORDER).toList();
  }

  /**
   * Price of usage without a stated cost.
   *
   * @param pin id of the definition that priced the observation before and still does, even when it
   *     is retired or another one matches now; empty before the first price
   * @param attributes what tier conditions read, by {@code model_parameters.key} and {@code
   *     metadata.key}
   * @throws ArithmeticException when a cost exceeds {@link PicoUsd#MAX_AMOUNT}
   */
  public Price price(
      int project,
      String model,
      String pin,
      Map<String, String> attributes,
      Map<String, Long> usage) {
    Optional<PricedModel> match = definition(project, model, pin);
    String modelId = match.map(m -> m.config().getId()).orElse("");
    if (usage.isEmpty()) {
      return none(PriceState.NO_USAGE, modelId);
    }
    return match
        .flatMap(m -> m.tiers().stream().filter(t -> t.applies(usage, attributes)).findFirst())
        .map(tier -> price(modelId, tier.config(), usage))
        .orElseGet(() -> none(PriceState.UNPRICED, modelId));
  }

  /** What counts the tokens of a model's texts; the parameters are those of {@link #price}. */
  public Optional<Tokenizer> tokenizer(int project, String model, String pin) {
    return definition(project, model, pin).map(PricedModel::tokenizer);
  }

  private Optional<PricedModel> definition(int project, String model, String pin) {
    return Optional.ofNullable(byId.get(pin)).or(() -> match(project, model));
  }

  /** The definition that a model name belongs to. */
  public String modelId(int project, String model) {
    return match(project, model).map(m -> m.config().getId()).orElse("");
  }

  private Optional<PricedModel> match(int project, String model) {
    if (model.isEmpty()) {
      return Optional.empty();
    }
    if (matches.size() > CACHED_NAMES) {
      matches.clear();
    }
    return matches.computeIfAbsent(
        new Name(project, model),
        n -> models.stream().filter(m -> m.serves(n.project, n.model)).findFirst());
  }

  private static Price none(PriceState state, String modelId) {
    return new Price(state, modelId, "", "", Map.of(), OptionalLong.empty());
  }

  private static Price price(String modelId, PricingTier tier, Map<String, Long> usage) {
    var cost = new TreeMap<String, Long>();
    usage.forEach(
        (type, units) -> {
          Long price = tier.getPricesMap().get(type);
          if (price != null) {
            cost.put(type, inRange(Math.multiplyExact(price, units)));
          }
        });
    if (cost.isEmpty()) {
      return none(PriceState.UNPRICED, modelId);
    }
    Long whole = cost.remove("total");
    long total = whole != null ? whole : cost.values().stream().reduce(0L, Math::addExact);
    return new Price(
        PriceState.PRICED,
        modelId,
        tier.getId(),
        tier.getName(),
        cost,
        OptionalLong.of(inRange(total)));
  }

  private static long inRange(long pico) {
    if (pico > PicoUsd.MAX_AMOUNT) {
      throw new ArithmeticException("cost beyond 1,000,000 USD");
    }
    return pico;
  }
}
