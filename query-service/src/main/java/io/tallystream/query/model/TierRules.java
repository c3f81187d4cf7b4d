package io.tallystream.query.model;

import io.tallystream.query.api.FieldIssue;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What tiers must be to each other. */
final class TierRules {
  private static final String TIERS = "pricingTiers";

  private TierRules() {}

  static void check(ModelRequest request, List<FieldIssue> issues) {
    List<TierRequest> tiers = Objects.requireNonNull(request.pricingTiers());
    if (tiers.stream().filter(TierRequest::isDefault).count() != 1) {
      issues.add(FieldIssue.of("exactly one tier must be the default", TIERS));
    }
    Set<String> names = new HashSet<>();
    Set<Integer> priorities = new HashSet<>();
    Set<String> types = tiers.getFirst().prices().keySet();
    for (int i = 0; i < tiers.size(); i++) {
      TierRequest tier = tiers.get(i);
      if (!names.add(tier.name())) {
        issues.add(FieldIssue.of("another tier has this name", TIERS, i, "name"));
      }
      if (!priorities.add(tier.priority())) {
        issues.add(FieldIssue.of("another tier has this priority", TIERS, i, "priority"));
      }
      if (!tier.prices().keySet().equals(types)) {
        issues.add(FieldIssue.of("every tier must price the same usage types", TIERS, i, "prices"));
      }
      conditions(tier, i, issues);
    }
  }

  private static void conditions(TierRequest tier, int index, List<FieldIssue> issues) {
    List<ConditionRequest> conditions = tier.conditionsOrNone();
    if (tier.isDefault() && (tier.priority() != 0 || !conditions.isEmpty())) {
      issues.add(FieldIssue.of("the default tier has priority 0 and no conditions", TIERS, index));
    }
    if (!tier.isDefault() && conditions.isEmpty()) {
      issues.add(FieldIssue.of("at least one condition is required", TIERS, index, "conditions"));
    }
    for (int i = 0; i < conditions.size(); i++) {
      String rule = broken(conditions.get(i));
      if (!rule.isEmpty()) {
        issues.add(FieldIssue.of(rule, TIERS, index, "conditions", i));
      }
    }
  }

  private static String broken(ConditionRequest condition) {
    boolean onAttribute = condition.source() != null;
    if (onAttribute == (condition.usageDetailPattern() != null)) {
      return "expected either usageDetailPattern or source";
    }
    if (onAttribute != condition.operator().equals("in")) {
      return "operator 'in' goes with source, the others with usageDetailPattern";
    }
    if (onAttribute) {
      return condition.key() == null || condition.values() == null
          ? "source needs key and values"
          : "";
    }
    return condition.value() == null ? "usageDetailPattern needs value" : "";
  }

  /** The default one first, then by priority; after {@link #check}. */
  static List<Tier> tiers(ModelRequest request) {
    return Objects.requireNonNull(request.pricingTiers()).stream()
        .map(TierRules::tier)
        .sorted(Comparator.comparingInt(Tier::priority))
        .toList();
  }

  private static Tier tier(TierRequest request) {
    return new Tier(
        UUID.randomUUID().toString(),
        request.name(),
        request.isDefault(),
        request.priority(),
        request.conditionsOrNone().stream().map(TierRules::condition).toList(),
        new TreeMap<>(request.prices()));
  }

  private static Condition condition(ConditionRequest request) {
    String pattern = request.usageDetailPattern();
    return pattern == null
        ? new Condition.Attribute(
            Objects.requireNonNull(request.source()),
            Objects.requireNonNull(request.key()),
            Objects.requireNonNull(request.values()))
        : new Condition.Usage(
            pattern,
            request.operator(),
            Objects.requireNonNull(request.value()),
            Boolean.TRUE.equals(request.caseSensitive()));
  }
}
