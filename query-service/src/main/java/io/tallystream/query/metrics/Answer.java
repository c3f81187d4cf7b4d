package io.tallystream.query.metrics;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Groups as the rows of the contract: named, without gaps, ordered, limited. */
final class Answer {
  static final String TIME = "time_dimension";

  /** Buckets up to which gaps are filled; beyond it an answer has the buckets that have rows. */
  static final int MAX_FILLED = 10_000;

  private final MetricsQuery query;
  private final Accumulator sums;

  private Answer(MetricsQuery query, Accumulator sums) {
    this.query = query;
    this.sums = sums;
  }

  static List<Map<String, @Nullable Object>> rows(MetricsQuery query, Accumulator sums) {
    return new Answer(query, sums).rows();
  }

  private List<Map<String, @Nullable Object>> rows() {
    List<Map<String, @Nullable Object>> rows =
        sums.entries().map(this::row).collect(Collectors.toCollection(ArrayList::new));
    if (query.period().granularity() != null && query.output().order().isEmpty()) {
      fill(rows, query.period().granularity());
    }
    if (rows.isEmpty() && query.dimensions().isEmpty() && query.period().granularity() == null) {
      rows.add(empty(null));
    }
    rows.sort(order());
    Integer limit = query.output().rowLimit();
    return limit == null || limit >= rows.size() ? rows : rows.subList(0, limit);
  }

  private Map<String, @Nullable Object> row(Accumulator.Entry entry) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 0; i < query.dimensions().size(); i++) {
      row.put(query.dimensions().get(i).name(), entry.group().values().get(i));
    }
    OffsetDateTime bucket = entry.group().bucket();
    if (query.period().granularity() != null && bucket != null) {
      row.put(TIME, query.period().granularity().label(bucket));
    }
    List<Measure> measures = query.needs().stream().map(MetricsQuery.Need::measure).toList();
    for (MetricsQuery.Metric metric : query.metrics()) {
      Cell cell = entry.cells().get(measures.indexOf(metric.measure()));
      row.put(
          metric.alias(), metric.aggregation().of(cell, metric.measure(), query.output().bins()));
    }
    return row;
  }

  private Map<String, @Nullable Object> empty(@Nullable OffsetDateTime bucket) {
    List<@Nullable String> absent = Collections.nCopies(query.dimensions().size(), null);
    return row(new Accumulator.Entry(new Group(absent, bucket), sums.nothing()));
  }

  private void fill(List<Map<String, @Nullable Object>> rows, Granularity granularity) {
    Interval interval = query.period().interval();
    OffsetDateTime last = granularity.start(interval.last());
    Set<@Nullable Object> present = new HashSet<>();
    rows.forEach(row -> present.add(row.get(TIME)));
    List<Map<String, @Nullable Object>> gaps = new ArrayList<>();
    int buckets = 0;
    for (OffsetDateTime bucket = granularity.start(interval.from());
        !bucket.isAfter(last);
        bucket = granularity.next(bucket)) {
      if (++buckets > MAX_FILLED) {
        return;
      }
      if (!present.contains(granularity.label(bucket))) {
        gaps.add(empty(bucket));
      }
    }
    rows.addAll(gaps);
  }

  /** As asked; then by time, by the first metric from the greatest, and by dimensions. */
  private Comparator<Map<String, @Nullable Object>> order() {
    List<MetricsQuery.Order> order = new ArrayList<>(query.output().order());
    if (query.period().granularity() != null) {
      order.add(new MetricsQuery.Order(TIME, false));
    }
    order.add(new MetricsQuery.Order(query.metrics().getFirst().alias(), true));
    query.dimensions().forEach(d -> order.add(new MetricsQuery.Order(d.name(), false)));
    return order.stream()
        .map(Answer::by)
        .reduce(Comparator::thenComparing)
        .orElseThrow(() -> new IllegalStateException("an order has at least the first metric"));
  }

  /** What is absent comes last in either direction. */
  private static Comparator<Map<String, @Nullable Object>> by(MetricsQuery.Order order) {
    Comparator<Object> values = Answer::compare;
    return Comparator.comparing(
        row -> row.get(order.field()),
        Comparator.nullsLast(order.descending() ? values.reversed() : values));
  }

  private static int compare(Object a, Object b) {
    if (a instanceof BigDecimal left && b instanceof BigDecimal right) {
      return left.compareTo(right);
    }
    return a instanceof String left && b instanceof String right ? left.compareTo(right) : 0;
  }
}
