package io.tallystream.query.metrics;

import java.util.List;
import java.util.Optional;

/**
 * Lets the database cut the list of groups. A project has millions of traces and users: of the
 * groups by a metric that SQL can order, only the asked rows leave the database, and never more
 * than {@link #MAX}.
 */
final class TopGroups {
  /** Groups that one answer may be made of. */
  static final int MAX = 100_000;

  private TopGroups() {}

  /** {@code whole}: the statement is the whole answer. */
  static String clause(MetricsQuery query, boolean whole) {
    return Optional.ofNullable(query.output().rowLimit())
        .filter(limit -> whole && query.period().granularity() == null)
        .flatMap(limit -> order(query).map(order -> order + "\nLIMIT " + limit))
        .orElse("\nLIMIT " + (MAX + 1));
  }

  private static Optional<String> order(MetricsQuery query) {
    List<MetricsQuery.Order> order = query.output().order();
    MetricsQuery.Order first =
        order.isEmpty()
            ? new MetricsQuery.Order(query.metrics().getFirst().alias(), true)
            : order.getFirst();
    boolean sums =
        query.needs().stream().noneMatch(need -> need.parts().contains(Part.DISTRIBUTION));
    return query.metrics().stream()
        .filter(metric -> sums && order.size() <= 1 && metric.alias().equals(first.field()))
        .findFirst()
        .map(
            metric ->
                "\nORDER BY %s %s NULLS LAST"
                    .formatted(value(metric), first.descending() ? "DESC" : "ASC"));
  }

  private static String value(MetricsQuery.Metric metric) {
    String sql = metric.measure().facts().sql();
    if (metric.aggregation().parts(metric.measure()).contains(Part.DISTINCT)) {
      return "count(DISTINCT " + sql + ")";
    }
    return switch (metric.aggregation()) {
      case SUM -> "coalesce(sum(" + sql + "), 0)";
      case AVG -> "avg(" + sql + ")";
      case COUNT -> "count(" + sql + ")";
      case MIN -> "min(" + sql + ")";
      case MAX -> "max(" + sql + ")";
      case P50, P75, P90, P95, P99, HISTOGRAM, UNIQ ->
          throw new IllegalStateException(metric.alias() + " is not ordered by the database");
    };
  }
}
