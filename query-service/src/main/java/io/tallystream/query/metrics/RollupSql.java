package io.tallystream.query.metrics;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.event.RollupFamily;
import io.tallystream.event.v1.Histogram;
import io.tallystream.query.filter.Binds;
import io.tallystream.query.filter.FilterSql;
import io.tallystream.query.view.Query;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The statement of one query over a family's whole buckets; {@code r} is the rollup row. */
final class RollupSql {
  private final MetricsQuery query;
  private final Plan.Rollup plan;
  private final Binds binds = new Binds();
  private final String project;

  RollupSql(int project, MetricsQuery query, Plan.Rollup plan) {
    this.query = query;
    this.plan = plan;
    this.project = binds.add(project);
  }

  Binds binds() {
    return binds;
  }

  String text() {
    String of = select(plan.family(), false);
    return "/* metrics.rollup */ "
        + (plan.rest() == null ? of : of + "\nUNION ALL\n" + select(plan.rest(), true));
  }

  Partial partial(Row row) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < query.needs().size(); i++) {
      Cell cell =
          new Cell().addSums(Grouping.number(row, "sum" + i), Grouping.number(row, "count" + i));
      addHistogram(row, "histogram" + i, cell);
      cells.add(cell);
    }
    return new Partial(
        grouping(plan.family()).read(row),
        row.getBoolean("rest"),
        Grouping.number(row, "rows"),
        cells);
  }

  private String select(RollupFamily family, boolean rest) {
    Query where =
        new Query()
            .where("r.project_id = " + project)
            .where("r.bucket_s >= " + binds.add(plan.fromSeconds()))
            .where("r.bucket_s < " + binds.add(plan.toSeconds()))
            .where(query.view().rollups.condition());
    where.all(
        new FilterSql(Coverage.filterColumns(query.view(), family), project, binds)
            .render(query.filters()));
    Grouping grouping = grouping(family);
    Pivot pivot = query.pivot();
    return "SELECT\n  %s\nFROM %s r\n%s\nWHERE %s%s"
        .formatted(
            grouping.select(columns(rest)),
            family.table(),
            pivot.join == null ? "" : pivot.join,
            where.conjunction(),
            grouping.groupBy(0));
  }

  private Grouping grouping(RollupFamily family) {
    return new Grouping(
        query.dimensions().stream().map(dimension -> value(dimension, family)).toList(),
        query.period().granularity(),
        "(r.bucket_s * 1000000)");
  }

  /** In the rest, what the plan's family is about is absent. */
  private static String value(Dimension dimension, RollupFamily family) {
    if (dimension.pivot() != Pivot.NONE) {
      return "p.name";
    }
    String column = dimension.column();
    return column != null && family.dimensions.contains(column)
        ? Coverage.value(family, column)
        : "NULL::text";
  }

  private List<String> columns(boolean rest) {
    List<String> columns = new ArrayList<>();
    String pivoted = query.pivot().rollupRows;
    String rows = pivoted == null ? query.view().rollups.rows() : pivoted;
    columns.add(rest + " AS rest");
    columns.add(sum(rows, "rows"));
    List<MetricsQuery.Need> needs = query.needs();
    for (int i = 0; i < needs.size(); i++) {
      Measure.Held held = needs.get(i).measure().held().get(query.pivot());
      if (held != null) {
        columns.addAll(parts(held, needs.get(i), i));
      }
    }
    return columns;
  }

  private static List<String> parts(Measure.Held held, MetricsQuery.Need need, int i) {
    List<String> columns = new ArrayList<>();
    columns.add(sum(held.sum(), "sum" + i));
    if (held.count() != null) {
      columns.add(sum(held.count(), "count" + i));
    }
    if (need.parts().contains(Part.DISTRIBUTION)) {
      columns.add("string_agg(%s, ''::bytea) AS histogram%d".formatted(held.histogram(), i));
    }
    return columns;
  }

  private static String sum(String sql, String name) {
    return "coalesce(sum(%s), 0)::numeric AS %s".formatted(sql, name);
  }

  /** Histograms one after another are one protobuf message: their lists, concatenated. */
  private static void addHistogram(Row row, String column, Cell cell) {
    if (row.getColumnIndex(column) < 0 || row.getBuffer(column) == null) {
      return;
    }
    try {
      Histogram histogram = Histogram.parseFrom(row.getBuffer(column).getBytes());
      for (int i = 0; i < histogram.getIndexCount(); i++) {
        cell.occurs(BigDecimal.valueOf(histogram.getIndex(i)), histogram.getCount(i));
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a histogram of " + column + " does not decode", e);
    }
  }
}
