package io.tallystream.query.metrics;

import io.tallystream.event.LogLinear;
import io.tallystream.query.filter.Binds;
import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.FilterSql;
import io.tallystream.query.payload.EntityKey;
import io.tallystream.query.view.Query;
import io.tallystream.query.view.ViewTime;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Statements of one query over the facts of some intervals. What filters say of metadata in
 * payloads, SQL does not see: {@link #candidates} are judged elsewhere, and {@link #only} those
 * that were kept count.
 */
final class FactSql {
  /** Least value of each bucket: {@code width_bucket} then is {@link LogLinear#index}. */
  private static final Long[] BUCKETS =
      LongStream.rangeClosed(0, LogLinear.index(Long.MAX_VALUE))
          .mapToObj(i -> LogLinear.lower((int) i))
          .toArray(Long[]::new);

  private final MetricsQuery query;
  private final Query where;
  private final Grouping grouping;
  private final String from;

  FactSql(int project, MetricsQuery query, List<Interval> intervals) {
    View view = query.view();
    this.query = query;
    this.where = Query.of(view.facts.project(), project).where(view.facts.condition());
    within(intervals);
    where.all(
        new FilterSql(view.filterColumns(), Query.PROJECT, where.binds()).render(query.filters()));
    this.grouping =
        new Grouping(
            query.dimensions().stream().map(d -> d.facts().sql()).toList(),
            query.period().granularity(),
            view.time.sql());
    this.from = from(joins());
  }

  /** Restricts the facts to those whose metadata qualifies. */
  FactSql only(List<Candidate> kept) {
    View.Owner owner = owner();
    where.where(
        "(%s.part, %s.trace_h, %s) IN (SELECT * FROM unnest(%s::int[], %s::uuid[], %s::uuid[]))"
            .formatted(
                owner.row(),
                owner.row(),
                owner.observation(),
                bind(kept, key -> (int) key.part(), Integer[]::new),
                bind(kept, EntityKey::traceHash, UUID[]::new),
                bind(kept, EntityKey::observationHash, UUID[]::new)));
    return this;
  }

  private <T> String bind(
      List<Candidate> kept, Function<EntityKey, T> part, IntFunction<T[]> array) {
    return where.binds().add(kept.stream().map(Candidate::key).map(part).toArray(array));
  }

  /** One more than may be examined, when there are that many; by time. */
  String candidates() {
    View.Owner owner = owner();
    return """
        /* metrics.candidates */ SELECT %s.part, %s.trace_h, %s AS owner_h, %s.created_us, %s.updated_us
        FROM %s
        WHERE %s
        ORDER BY %s
        LIMIT %d"""
        .formatted(
            owner.row(),
            owner.row(),
            owner.observation(),
            owner.row(),
            owner.row(),
            from(filterJoins()),
            where.conjunction(),
            query.view().time.sql(),
            Candidate.MAX + 1);
  }

  private View.Owner owner() {
    return Objects.requireNonNull(query.view().facts.payloads(), "metadata is in the row");
  }

  Binds binds() {
    return where.binds();
  }

  /** Number of facts, and per need its parts. */
  String sums(boolean whole) {
    List<String> columns = new ArrayList<>();
    columns.add("coalesce(%s, 0)::numeric AS rows".formatted(rows()));
    List<MetricsQuery.Need> needs = query.needs();
    for (int i = 0; i < needs.size(); i++) {
      columns.addAll(parts(needs.get(i), i));
    }
    return "/* metrics.facts */ SELECT\n  %s\nFROM %s\nWHERE %s%s%s"
        .formatted(
            grouping.select(columns),
            from,
            where.conjunction(),
            grouping.groupBy(0),
            TopGroups.clause(query, whole));
  }

  /** How often each value or bucket of a measure occurs. */
  String distribution(Measure measure) {
    String sql = measure.facts().sql();
    String known = where.conjunction() + "\n  AND " + sql + " IS NOT NULL";
    String value =
        measure.facts().kind() == Measure.Kind.INTEGER
            ? "(width_bucket(greatest(%s, 0)::bigint, %s::bigint[]) - 1)::numeric"
                .formatted(sql, where.binds().add(BUCKETS))
            : sql;
    return "/* metrics.distribution */ SELECT\n  %s\nFROM %s\nWHERE %s%s"
        .formatted(
            grouping.select(List.of(value + " AS value", "count(*)::numeric AS times")),
            from,
            known,
            grouping.groupBy(1));
  }

  Group group(Row row) {
    return grouping.read(row);
  }

  /** A row of {@link #sums}. */
  Partial partial(Row row) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < query.needs().size(); i++) {
      BigDecimal sum = Grouping.number(row, "sum" + i);
      cells.add(
          new Cell()
              .addSums(sum, Grouping.number(row, "count" + i))
              .extremes(
                  Grouping.numberOrNull(row, "min" + i),
                  Grouping.numberOrNull(row, "max" + i),
                  Grouping.number(row, "distinct" + i)));
    }
    return new Partial(group(row), false, Grouping.number(row, "rows"), cells);
  }

  private String rows() {
    String pivoted = query.pivot().factRows;
    return pivoted == null ? "count(*)" : "sum(" + pivoted + ")";
  }

  private static List<String> parts(MetricsQuery.Need need, int i) {
    String sql = need.measure().facts().sql();
    return need.parts().stream()
        .map(
            part ->
                switch (part) {
                  case COUNT -> "count(%s)::numeric AS count%d".formatted(sql, i);
                  case SUM -> "sum(%s)::numeric AS sum%d".formatted(sql, i);
                  case MIN -> "min(%s)::numeric AS min%d".formatted(sql, i);
                  case MAX -> "max(%s)::numeric AS max%d".formatted(sql, i);
                  case DISTINCT -> "count(DISTINCT %s)::numeric AS distinct%d".formatted(sql, i);
                  case DISTRIBUTION -> null;
                })
        .filter(Objects::nonNull)
        .toList();
  }

  private void within(List<Interval> intervals) {
    where.where(
        intervals.stream().map(this::within).collect(Collectors.joining("\n    OR ", "(", ")")));
  }

  private String within(Interval interval) {
    View.Time time = query.view().time;
    Binds binds = where.binds();
    String times =
        "%s >= %s AND %s < %s"
            .formatted(
                time.sql(), binds.add(interval.from()), time.sql(), binds.add(interval.to()));
    return time.day() == null
        ? "(" + times + ")"
        : "(%s AND %s BETWEEN %s AND %s)"
            .formatted(
                times,
                time.day(),
                binds.add(ViewTime.day(interval.from())),
                binds.add(ViewTime.day(interval.last())));
  }

  private String from(Set<String> joins) {
    return query.view().facts.from() + "\n" + String.join("\n", joins);
  }

  /** What group keys, measures and filters read besides the view's table, each once. */
  private Set<String> joins() {
    Set<String> joins = new LinkedHashSet<>();
    query.dimensions().forEach(dimension -> joins.addAll(dimension.facts().joins()));
    query.metrics().forEach(metric -> joins.addAll(metric.measure().facts().joins()));
    joins.addAll(filterJoins());
    query.dimensions().stream()
        .map(dimension -> dimension.facts().explode())
        .filter(Objects::nonNull)
        .forEach(joins::add);
    return joins;
  }

  private Set<String> filterJoins() {
    Set<String> joins = new LinkedHashSet<>();
    for (Condition condition : query.filters()) {
      query
          .view()
          .dimension(condition.column())
          .ifPresent(dimension -> joins.addAll(dimension.facts().joins()));
    }
    return joins;
  }
}
