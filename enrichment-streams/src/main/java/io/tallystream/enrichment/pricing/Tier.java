package io.tallystream.enrichment.pricing;

import com.google.re2j.Pattern;
import io.tallystream.event.v1.AttributeCondition;
import io.tallystream.event.v1.PricingTier;
import io.tallystream.event.v1.TierCondition;
import io.tallystream.event.v1.UsageCondition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A price tier whose conditions must all hold (contract 3.4). */
record Tier(PricingTier config, List<Condition> conditions) {
  /** Of the final usage, and of attributes by {@code source.key}. */
  @FunctionalInterface
  interface Condition {
    boolean holds(Map<String, Long> usage, Map<String, String> attributes);
  }

  static Tier compile(PricingTier config) {
    return new Tier(config, config.getConditionsList().stream().map(Tier::condition).toList());
  }

  boolean applies(Map<String, Long> usage, Map<String, String> attributes) {
    return conditions.stream().allMatch(c -> c.holds(usage, attributes));
  }

  private static Condition condition(TierCondition c) {
    return switch (c.getConditionCase()) {
      case USAGE -> usage(c.getUsage());
      case ATTRIBUTE -> attribute(c.getAttribute());
      case CONDITION_NOT_SET -> (usage, attributes) -> false;
    };
  }

  private static Condition usage(UsageCondition c) {
    Pattern types =
        Pattern.compile(c.getUsagePattern(), c.getCaseSensitive() ? 0 : Pattern.CASE_INSENSITIVE);
    BigDecimal limit = new BigDecimal(c.getValue());
    return (usage, attributes) -> compare(sum(types, usage).compareTo(limit), c.getOperator());
  }

  private static BigDecimal sum(Pattern types, Map<String, Long> usage) {
    return usage.entrySet().stream()
        .filter(e -> types.matcher(e.getKey()).find())
        .map(e -> BigDecimal.valueOf(e.getValue()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static boolean compare(int order, String operator) {
    return switch (operator) {
      case "gt" -> order > 0;
      case "gte" -> order >= 0;
      case "lt" -> order < 0;
      case "lte" -> order <= 0;
      case "eq" -> order == 0;
      case "neq" -> order != 0;
      default -> false;
    };
  }

  /** A missing attribute equals none of the values. */
  private static Condition attribute(AttributeCondition c) {
    String name = c.getSource() + "." + c.getKey();
    return (usage, attributes) ->
        attributes.containsKey(name) && c.getValuesList().contains(attributes.get(name));
  }
}
