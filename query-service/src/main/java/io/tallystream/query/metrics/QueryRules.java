package io.tallystream.query.metrics;

import io.tallystream.query.filter.Binds;
import io.tallystream.query.filter.Column;
import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.FilterException;
import io.tallystream.query.filter.FilterSql;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules that span fields of a query. */
final class QueryRules {
  /** Group keys of which a project has so many that version 2 only shows the first ones. */
  private static final Set<String> HIGH_CARDINALITY =
      Set.of("id", "traceId", "userId", "sessionId", "parentObservationId", "observationId");

  private QueryRules() {}

  /**
   * @throws FilterException naming the field that breaks a rule
   */
  static void check(int version, MetricsQuery query) {
    filters(version, query);
    dimensionsOfMeasures(query);
    orderFields(query);
    if (version >= 2) {
      highCardinality(query);
    }
  }

  private static void filters(int version, MetricsQuery query) {
    Map<String, Column> columns = query.view().filterColumns();
    for (Condition condition : query.filters()) {
      String name = condition.column();
      if (version < 2 && query.view().dimension(name).filter(Dimension::version2).isPresent()) {
        throw new FilterException("filter column '" + name + "' needs version 2 of the API");
      }
      if (columns.get(name) instanceof Column.Texts && !(condition instanceof Condition.Array)) {
        throw new FilterException("filter column '" + name + "' takes arrayOptions");
      }
      if (name.equals(View.METADATA) && !(condition instanceof Condition.TextAt)) {
        throw new FilterException("filter column 'metadata' takes stringObject, with a key");
      }
    }
    new FilterSql(columns, "$1", new Binds()).render(query.filters());
  }

  private static void dimensionsOfMeasures(MetricsQuery query) {
    List<String> dimensions = query.dimensions().stream().map(Dimension::name).toList();
    for (MetricsQuery.Metric metric : query.metrics()) {
      String dimension = metric.measure().dimension();
      if (dimension != null && !dimensions.contains(dimension)) {
        throw new FilterException(
            "measure '%s' needs the dimension '%s'".formatted(metric.measure().name(), dimension));
      }
    }
    if (dimensions.containsAll(List.of("usageType", "costType"))) {
      throw new FilterException("dimensions usageType and costType exclude each other");
    }
  }

  private static void orderFields(MetricsQuery query) {
    for (MetricsQuery.Order order : query.output().order()) {
      boolean known =
          isMetric(query, order.field())
              || query.dimensions().stream().anyMatch(d -> d.name().equals(order.field()))
              || (order.field().equals(Answer.TIME) && query.period().granularity() != null);
      if (!known) {
        throw new FilterException(
            "orderBy field '"
                + order.field()
                + "' is neither a dimension nor a metric of the query");
      }
    }
  }

  private static void highCardinality(MetricsQuery query) {
    for (Dimension dimension : query.dimensions()) {
      String complaint = HIGH_CARDINALITY.contains(dimension.name()) ? complaint(query) : null;
      if (complaint != null) {
        throw new FilterException("dimension '" + dimension.name() + "' " + complaint);
      }
    }
  }

  private static @Nullable String complaint(MetricsQuery query) {
    if (!query.output().limited()) {
      return "needs config.row_limit";
    }
    if (query.period().granularity() != null) {
      return "does not go with timeDimension";
    }
    List<MetricsQuery.Order> order = query.output().order();
    boolean descending =
        !order.isEmpty()
            && order.getFirst().descending()
            && isMetric(query, order.getFirst().field());
    return descending ? null : "needs orderBy a metric, descending";
  }

  private static boolean isMetric(MetricsQuery query, String field) {
    return query.metrics().stream().anyMatch(m -> m.alias().equals(field));
  }
}
