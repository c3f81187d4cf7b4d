package io.tallystream.query.metrics;

import io.tallystream.query.filter.Condition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One valid question to the metrics API. */
record MetricsQuery(
    View view,
    List<Dimension> dimensions,
    List<Metric> metrics,
    List<Condition> filters,
    Period period,
    Output output) {

  MetricsQuery {
    dimensions = List.copyOf(dimensions);
    metrics = List.copyOf(metrics);
    filters = List.copyOf(filters);
  }

  /** A measure and how its values become one. */
  record Metric(Measure measure, Aggregation aggregation) {
    /** Its key in the answer's rows, for example {@code p95_latency}. */
    String alias() {
      return aggregation.word() + "_" + measure.name();
    }
  }

  /** {@code granularity}: absent when the whole interval is one bucket. */
  record Period(Interval interval, @Nullable Granularity granularity) {}

  /** {@code field}: a dimension, {@code time_dimension} or a metric's alias. */
  record Order(String field, boolean descending) {}

  /**
   * What becomes of the groups.
   *
   * @param order empty: ascending time, or descending by the first metric
   * @param bins columns of a histogram
   * @param rowLimit absent: all rows
   * @param limited whether the client set the limit
   */
  record Output(List<Order> order, int bins, @Nullable Integer rowLimit, boolean limited) {
    Output {
      order = List.copyOf(order);
    }
  }

  /** What must be known of a measure in each group. */
  record Need(Measure measure, Set<Part> parts) {}

  /** One per measure, in the order of the metrics. */
  List<Need> needs() {
    Map<Measure, Set<Part>> needs = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      needs
          .computeIfAbsent(metric.measure(), m -> EnumSet.noneOf(Part.class))
          .addAll(metric.aggregation().parts(metric.measure()));
    }
    List<Need> list = new ArrayList<>();
    needs.forEach((measure, parts) -> list.add(new Need(measure, parts)));
    return list;
  }

  /** The dimension that rollups hold as columns, if one is a group key. */
  Pivot pivot() {
    return dimensions.stream()
        .map(Dimension::pivot)
        .filter(pivot -> pivot != Pivot.NONE)
        .findFirst()
        .orElse(Pivot.NONE);
  }
}
