package io.tallystream.query.metrics;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.view.Views;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Aggregates narrow facts: {@code observation}, {@code trace} and {@code score}. */
@ApplicationScoped
class FactRepository {
  private final Views views;

  FactRepository(Views views) {
    this.views = views;
  }

  /**
   * What the facts of some intervals say, as sums and, for percentiles, as distributions.
   *
   * @param whole whether nothing is added to it, so that the database may cut the list of groups
   */
  Uni<List<Partial>> read(
      int project, MetricsQuery query, List<Interval> intervals, boolean whole) {
    if (intervals.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    List<Uni<List<Partial>>> reads = new ArrayList<>();
    reads.add(sums(new FactSql(project, query, intervals), whole));
    List<MetricsQuery.Need> needs = query.needs();
    for (int i = 0; i < needs.size(); i++) {
      if (needs.get(i).parts().contains(Part.DISTRIBUTION)) {
        reads.add(distribution(new FactSql(project, query, intervals), needs, i));
      }
    }
    return Uni.join()
        .all(reads)
        .andFailFast()
        .map(lists -> lists.stream().flatMap(List::stream).toList());
  }

  private Uni<List<Partial>> sums(FactSql sql, boolean whole) {
    String text = sql.sums(whole);
    return views.list(text, sql.binds(), sql::partial);
  }

  /** Counts as rows of one cell: the others, and the number of facts, are in the sums. */
  private Uni<List<Partial>> distribution(FactSql sql, List<MetricsQuery.Need> needs, int index) {
    String text = sql.distribution(needs.get(index).measure());
    return views.list(text, sql.binds(), row -> occurrence(sql, needs, index, row));
  }

  private static Partial occurrence(
      FactSql sql, List<MetricsQuery.Need> needs, int index, Row row) {
    List<Cell> cells = new ArrayList<>();
    needs.forEach(need -> cells.add(new Cell()));
    cells
        .get(index)
        .occurs(Grouping.number(row, "value"), Grouping.number(row, "times").longValueExact());
    return new Partial(sql.group(row), false, BigDecimal.ZERO, cells);
  }
}
