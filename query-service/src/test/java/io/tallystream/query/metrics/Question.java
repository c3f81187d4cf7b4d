package io.tallystream.query.metrics;

import io.tallystream.query.view.ViewTime;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A query as a client would write it. {@code from} and {@code to}: whole milliseconds. */
record Question(
    String view,
    List<String> dimensions,
    List<Metric> metrics,
    List<Filter> filters,
    @Nullable String granularity,
    long from,
    long to,
    boolean ordered) {
  private static final Set<String> ONLY_VERSION_2 =
      Set.of("usageType", "costType", "isRootObservation", "traceId", "uniqueUserIds");

  record Metric(String measure, String aggregation) {
    String alias() {
      return aggregation + "_" + measure;
    }
  }

  record Filter(String column, String type, String operator, List<String> values) {
    JsonObject json() {
      return new JsonObject()
          .put("column", column)
          .put("type", type)
          .put("operator", operator)
          .put("value", type.equals("null") ? "" : new JsonArray(values));
    }
  }

  int version() {
    return view.equals("observations")
            && (dimensions.stream().anyMatch(ONLY_VERSION_2::contains)
                || metrics.stream().anyMatch(m -> ONLY_VERSION_2.contains(m.measure())))
        ? 2
        : 1;
  }

  MetricsQuery parsed() {
    return QueryParser.parse(version(), json());
  }

  String json() {
    JsonArray by = new JsonArray();
    dimensions.forEach(name -> by.add(new JsonObject().put("field", name)));
    JsonArray what = new JsonArray();
    metrics.forEach(
        m ->
            what.add(
                new JsonObject().put("measure", m.measure()).put("aggregation", m.aggregation())));
    JsonArray where = new JsonArray();
    filters.forEach(filter -> where.add(filter.json()));
    JsonObject query =
        new JsonObject()
            .put("view", view)
            .put("dimensions", by)
            .put("metrics", what)
            .put("filters", where)
            .put("fromTimestamp", ViewTime.iso(from))
            .put("toTimestamp", ViewTime.iso(to))
            .put("config", new JsonObject().put("row_limit", 1000).put("bins", 4));
    if (granularity != null) {
      query.put("timeDimension", new JsonObject().put("granularity", granularity));
    }
    if (ordered) {
      query.put(
          "orderBy",
          new JsonArray()
              .add(
                  new JsonObject()
                      .put("field", metrics.getFirst().alias())
                      .put("direction", "desc")));
    }
    return query.encode();
  }
}
