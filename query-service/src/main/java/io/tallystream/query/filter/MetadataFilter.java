package io.tallystream.query.filter;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on metadata keys, judged over folded metadata: payloads are compressed and merged from
 * several events, so SQL cannot see them.
 */
public final class MetadataFilter {
  private final List<Condition> conditions;

  private MetadataFilter(List<Condition> conditions) {
    this.conditions = conditions;
  }

  /**
   * The conditions of {@code filter} whose column is {@code metadata}.
   *
   * @throws FilterException for a condition that metadata does not take
   */
  public static MetadataFilter of(List<Condition> filter) {
    List<Condition> own = filter.stream().filter(c -> c.column().equals("metadata")).toList();
    own.forEach(MetadataFilter::check);
    return new MetadataFilter(own);
  }

  public boolean isEmpty() {
    return conditions.isEmpty();
  }

  /**
   * @param metadata text by top-level key
   */
  public boolean matches(Map<String, String> metadata) {
    return conditions.stream().allMatch(condition -> matches(condition, metadata));
  }

  private static void check(Condition condition) {
    boolean keyed =
        condition instanceof Condition.TextAt
            || condition instanceof Condition.NumberAt
            || condition instanceof Condition.FlagAt;
    if (!keyed) {
      throw new FilterException(
          "filter column 'metadata' takes stringObject, numberObject or booleanObject with a key");
    }
  }

  private static boolean matches(Condition condition, Map<String, String> metadata) {
    return switch (condition) {
      case Condition.TextAt c -> text(c, metadata.get(c.key()));
      case Condition.NumberAt c ->
          number(metadata.get(c.key())).filter(n -> holds(c, n)).isPresent();
      case Condition.FlagAt c ->
          String.valueOf(c.equal() == c.value()).equals(metadata.get(c.key()));
      default -> false;
    };
  }

  private static boolean text(Condition.TextAt condition, @Nullable String text) {
    return text == null
        ? condition.match() == TextMatch.LACKS
        : condition.match().matches(text, condition.value());
  }

  private static Optional<BigDecimal> number(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(BigDecimal::new);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean holds(Condition.NumberAt condition, BigDecimal number) {
    int order = number.compareTo(condition.value());
    return switch (condition.comparison()) {
      case EQUAL -> order == 0;
      case LESS -> order < 0;
      case GREATER -> order > 0;
      case AT_MOST -> order <= 0;
      case AT_LEAST -> order >= 0;
      case UNEQUAL -> order != 0;
    };
  }
}
