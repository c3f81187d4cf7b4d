package io.tallystream.query.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.FilterException;
import io.tallystream.query.filter.FilterParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the {@code query} parameter; what is not in the contract is refused by name. */
final class QueryParser {
  private static final int MAX_BINS = 100;
  private static final int DEFAULT_BINS = 10;
  private static final int MAX_ROWS = 1000;
  private static final int DEFAULT_ROWS_VERSION_2 = 100;

  private final int version;

  private QueryParser(int version) {
    this.version = version;
  }

  /**
   * @param version of the API: 1 or 2
   * @throws FilterException naming the field that is wrong
   */
  static MetricsQuery parse(int version, @Nullable String json) {
    if (json == null || json.isEmpty()) {
      throw new FilterException("query is missing");
    }
    return new QueryParser(version).query(QueryNode.parse(json));
  }

  private MetricsQuery query(QueryNode root) {
    View view = choose(root, "view", views(), v -> v.api);
    MetricsQuery query =
        new MetricsQuery(
            view,
            dimensions(root, view),
            metrics(root, view),
            filters(root),
            period(root),
            output(root));
    QueryRules.check(version, query);
    return query;
  }

  private List<View> views() {
    return Arrays.stream(View.values()).filter(v -> version == 1 || v != View.TRACES).toList();
  }

  private List<Dimension> dimensions(QueryNode root, View view) {
    List<Dimension> dimensions = new ArrayList<>();
    for (QueryNode node : root.objects("dimensions")) {
      String name = node.text("field");
      dimensions.add(
          view.dimension(name)
              .filter(d -> version >= 2 || !d.version2())
              .orElseThrow(() -> unknown(node, "field", name, view.dimensionNames(version))));
    }
    return dimensions.stream().distinct().toList();
  }

  private List<MetricsQuery.Metric> metrics(QueryNode root, View view) {
    List<MetricsQuery.Metric> metrics = new ArrayList<>();
    for (QueryNode node : root.objects("metrics")) {
      String name = node.text("measure");
      Measure measure =
          view.measure(name)
              .filter(m -> version >= 2 || !m.version2())
              .orElseThrow(() -> unknown(node, "measure", name, view.measureNames(version)));
      Aggregation aggregation =
          choose(node, "aggregation", List.of(Aggregation.values()), Aggregation::word);
      if (!aggregation.takes(measure)) {
        throw node.bad("aggregation", "of '" + name + "' must be count or uniq");
      }
      metrics.add(new MetricsQuery.Metric(measure, aggregation));
    }
    if (metrics.isEmpty()) {
      throw root.bad("metrics", "must name at least one measure");
    }
    return metrics.stream().distinct().toList();
  }

  private static List<Condition> filters(QueryNode root) {
    JsonNode filters = root.json().path("filters");
    return filters.isMissingNode() || filters.isNull()
        ? List.of()
        : FilterParser.parse(filters.toString());
  }

  private static MetricsQuery.Period period(QueryNode root) {
    long from = root.micros("fromTimestamp");
    long to = root.micros("toTimestamp");
    if (to <= from) {
      throw root.bad("toTimestamp", "must be after fromTimestamp");
    }
    Interval interval = Interval.inclusive(from, to);
    return new MetricsQuery.Period(
        interval,
        root.object("timeDimension").map(time -> granularity(time, interval)).orElse(null));
  }

  private static Granularity granularity(QueryNode node, Interval interval) {
    if (node.text("granularity").equals("auto")) {
      return Granularity.auto(interval);
    }
    return choose(node, "granularity", List.of(Granularity.values()), Granularity::word);
  }

  private MetricsQuery.Output output(QueryNode root) {
    List<MetricsQuery.Order> order = new ArrayList<>();
    for (QueryNode node : root.objects("orderBy")) {
      String direction = choose(node, "direction", List.of("asc", "desc"), Function.identity());
      order.add(new MetricsQuery.Order(node.text("field"), direction.equals("desc")));
    }
    QueryNode config =
        root.object("config").orElseGet(() -> new QueryNode("config.", root.json().path("config")));
    OptionalInt rows = config.integer("row_limit", MAX_ROWS);
    Integer unlimited = version >= 2 ? DEFAULT_ROWS_VERSION_2 : null;
    return new MetricsQuery.Output(
        order,
        config.integer("bins", MAX_BINS).orElse(DEFAULT_BINS),
        rows.isPresent() ? Integer.valueOf(rows.getAsInt()) : unlimited,
        rows.isPresent());
  }

  private static <T> T choose(
      QueryNode node, String field, List<T> allowed, Function<T, String> name) {
    String wanted = node.text(field);
    return allowed.stream()
        .filter(candidate -> name.apply(candidate).equals(wanted))
        .findFirst()
        .orElseThrow(() -> unknown(node, field, wanted, allowed.stream().map(name).toList()));
  }

  private static FilterException unknown(
      QueryNode node, String field, String wanted, List<String> allowed) {
    return node.bad(field, "'" + wanted + "' is not one of: " + String.join(", ", allowed));
  }
}
