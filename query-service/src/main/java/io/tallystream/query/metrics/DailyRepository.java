package io.tallystream.query.metrics;

import io.smallrye.mutiny.Uni;
import io.tallystream.event.PicoUsd;
import io.tallystream.query.filter.Column;
import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.FilterSql;
import io.tallystream.query.filter.TimeRange;
import io.tallystream.query.payload.Days;
import io.tallystream.query.view.Query;
import io.tallystream.query.view.ViewTime;
import io.tallystream.query.view.Views;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Days, their traces and their observations by model, from the facts. */
@ApplicationScoped
class DailyRepository {
  private static final String TRACE_DAY =
      "(" + Granularity.instant("t.timestamp_us") + " AT TIME ZONE 'UTC')::date";

  private static final String KNOWN_COST =
      "coalesce(sum(o.total_cost) FILTER (WHERE o.price_state IN (1, 2, 3)), 0)::numeric";

  private final Views views;

  DailyRepository(Views views) {
    this.views = views;
  }

  /** Observations of one day and model. */
  record Used(LocalDate day, Day.Usage usage) {}

  /** All days that have a trace or an observation, newest first. */
  Uni<List<LocalDate>> days(int project, List<Condition> conditions) {
    Query observations = observations(project, conditions);
    Query traces = traces(new Query(), "$1", conditions, observations);
    String sql =
        "/* metrics.daily_days */ SELECT o.day FROM %s\nWHERE %s\nUNION\nSELECT %s FROM trace t\nWHERE %s\nORDER BY 1 DESC"
            .formatted(
                ObservationCatalogue.FROM,
                observations.conjunction(),
                TRACE_DAY,
                traces.conjunction());
    return views.list(sql, observations.binds(), row -> row.getLocalDate(0));
  }

  /** Number of traces by day. */
  Uni<Map<LocalDate, Long>> traces(int project, List<Condition> conditions, Days days) {
    Query query = new Query();
    String number = query.binds().add(project);
    traces(query, number, conditions, query);
    query.where("t.timestamp_us >= ", micros(days.first()), "");
    query.where("t.timestamp_us < ", micros(days.last().plusDays(1)), "");
    String sql =
        "/* metrics.daily_traces */ SELECT %s AS day, count(*) AS traces FROM trace t\nWHERE %s\nGROUP BY 1"
            .formatted(TRACE_DAY, query.conjunction());
    return views
        .list(sql, query.binds(), row -> Map.entry(row.getLocalDate("day"), row.getLong("traces")))
        .map(
            counts -> {
              Map<LocalDate, Long> byDay = new HashMap<>();
              counts.forEach(entry -> byDay.put(entry.getKey(), entry.getValue()));
              return byDay;
            });
  }

  /** Observations by day and model, the costliest model of a day first. */
  Uni<List<Used>> usage(int project, List<Condition> conditions, Days days) {
    Query query = observations(project, conditions);
    query.where("o.day >= ", days.first(), "").where("o.day <= ", days.last(), "");
    String sql =
        """
        /* metrics.daily_usage */
        SELECT o.day, o.model, count(*) AS observations, count(DISTINCT o.trace_h) AS traces,
          sum(o.input_tokens)::bigint AS input, sum(o.output_tokens)::bigint AS output,
          sum(o.total_tokens)::bigint AS total, %s AS cost
        FROM %s
        WHERE %s
        GROUP BY 1, 2 ORDER BY 1, cost DESC, 2"""
            .formatted(KNOWN_COST, ObservationCatalogue.FROM, query.conjunction());
    return views.list(sql, query.binds(), DailyRepository::used);
  }

  private static Used used(Row row) {
    return new Used(
        row.getLocalDate("day"),
        new Day.Usage(
            row.getString("model"),
            row.getLong("input"),
            row.getLong("output"),
            row.getLong("total"),
            PicoUsd.toUsd(row.getBigDecimal("cost").longValueExact()),
            row.getLong("observations"),
            row.getLong("traces")));
  }

  private static Query observations(int project, List<Condition> conditions) {
    Query query = Query.of("o.project_id", project);
    TimeRange range = TimeRange.of(conditions, DailyQuery.TIME);
    range.least().ifPresent(from -> query.where("o.day >= ", ViewTime.day(from), ""));
    range.greatest().ifPresent(to -> query.where("o.day <= ", ViewTime.day(to), ""));
    return query.all(render(columns("o.start_us", "o.environment"), conditions, query));
  }

  /** Conditions on traces; their values are bound in {@code bound}. */
  private static Query traces(
      Query query, String project, List<Condition> conditions, Query bound) {
    return query
        .where("t.project_id = " + project)
        .where(View.TRACES.facts.condition())
        .all(render(columns("t.timestamp_us", "t.environment"), conditions, bound));
  }

  private static List<String> render(
      Map<String, Column> columns, List<Condition> conditions, Query bound) {
    return new FilterSql(columns, Query.PROJECT, bound.binds()).render(conditions);
  }

  private static Map<String, Column> columns(String time, String environment) {
    return Map.of(
        "traceName",
        new Column.Text("t.name"),
        "userId",
        new Column.Text("t.user_id"),
        "tags",
        new Column.Texts("coalesce(t.tags, '{}')"),
        "environment",
        new Column.Text(environment),
        DailyQuery.TIME,
        new Column.Time(time));
  }

  private static long micros(LocalDate day) {
    return day.toEpochDay() * 86_400_000_000L;
  }
}
