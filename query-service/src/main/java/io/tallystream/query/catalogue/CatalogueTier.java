package io.tallystream.query.catalogue;

import io.tallystream.query.model.Condition;
import io.tallystream.query.model.Tier;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tier as the file has it.
 *
 * @param when parts that must all hold: {@code input_tokens>200000} or {@code service_tier=batch}
 * @param usd USD per million units by type
 */
record CatalogueTier(String name, List<String> when, Map<String, BigDecimal> usd) {
  /** The more conditions the earlier; of several token limits the highest that holds. */
  static final Comparator<CatalogueTier> ORDER =
      Comparator.comparing((CatalogueTier tier) -> -tier.when.size())
          .thenComparing(tier -> -tier.limit())
          .thenComparing(CatalogueTier::name);

  private static final String INPUT_TOKENS = "input_tokens>";

  /** All input, however it is called: cached and cache-writing included. */
  private static final String INPUT_TYPES = "^(input|prompt_tokens|cache_read|cache_creation)";

  boolean isDefault() {
    return when.isEmpty();
  }

  /**
   * @param standard USD per million of the default tier, which stands in for types that this one
   *     does not name: no price would count as zero
   */
  Tier tier(String id, int priority, Map<String, BigDecimal> standard) {
    Map<String, BigDecimal> all = new TreeMap<>(standard);
    if (usd.containsKey("output") && !usd.containsKey("output_reasoning")) {
      all.remove("output_reasoning");
    }
    all.putAll(usd);
    return new Tier(
        id,
        name,
        isDefault(),
        priority,
        when.stream().map(CatalogueTier::condition).toList(),
        UsageSpellings.prices(all));
  }

  private long limit() {
    return when.stream()
        .filter(part -> part.startsWith(INPUT_TOKENS))
        .mapToLong(part -> Long.parseLong(part.substring(INPUT_TOKENS.length())))
        .findFirst()
        .orElse(0);
  }

  private static Condition condition(String part) {
    if (part.startsWith(INPUT_TOKENS)) {
      BigDecimal limit = new BigDecimal(part.substring(INPUT_TOKENS.length()));
      return new Condition.Usage(INPUT_TYPES, "gt", limit, false);
    }
    int equals = part.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException("no condition: " + part);
    }
    return new Condition.Attribute(
        "model_parameters", part.substring(0, equals), List.of(part.substring(equals + 1)));
  }
}
