package io.tallystream.query.score;

import io.tallystream.query.filter.Comparison;
import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.Conditions;
import io.tallystream.query.filter.FilterException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Query parameters that the v1 and v2 lists share. */
final class ScoreQuery {
  @RestQuery @Nullable String page;
  @RestQuery @Nullable String limit;
  @RestQuery @Nullable String userId;
  @RestQuery @Nullable String name;
  @RestQuery @Nullable String fromTimestamp;
  @RestQuery @Nullable String toTimestamp;
  @RestQuery List<String> environment = List.of();
  @RestQuery @Nullable String source;
  @RestQuery @Nullable String operator;
  @RestQuery @Nullable String value;
  @RestQuery @Nullable String scoreIds;
  @RestQuery @Nullable String configId;
  @RestQuery @Nullable String queueId;
  @RestQuery @Nullable String dataType;
  @RestQuery List<String> traceTags = List.of();

  Conditions conditions(@Nullable String filter) {
    Conditions conditions =
        Conditions.of(filter)
            .equal("userId", userId)
            .equal("name", name)
            .equal("source", source)
            .equal("configId", configId)
            .equal("queueId", queueId)
            .equal("dataType", dataType)
            .anyOf("id", csv(scoreIds))
            .anyOf("environment", environment)
            .allOf("traceTags", traceTags)
            .between("timestamp", fromTimestamp, toTimestamp);
    return compare(conditions);
  }

  /** The items of a comma list. */
  static List<String> csv(@Nullable String list) {
    return list == null || list.isEmpty() ? List.of() : List.of(list.split(",", -1));
  }

  static BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new FilterException("'" + text + "' is not a number");
    }
  }

  /** {@code operator} and {@code value} count only together. */
  private Conditions compare(Conditions conditions) {
    if (operator == null || value == null || operator.isEmpty() || value.isEmpty()) {
      return conditions;
    }
    BigDecimal number = number(value);
    return conditions.add(new Condition.Number("value", comparison(operator), number));
  }

  private static Comparison comparison(String operator) {
    return Arrays.stream(Comparison.values())
        .filter(comparison -> comparison.symbol().equals(operator))
        .findFirst()
        .orElseThrow(() -> new FilterException("operator must be one of <, >, <=, >=, !=, ="));
  }
}
