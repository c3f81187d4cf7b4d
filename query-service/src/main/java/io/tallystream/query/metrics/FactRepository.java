package io.tallystream.query.metrics;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.filter.MetadataFilter;
import io.tallystream.query.payload.MetadataScan;
import io.tallystream.query.view.TooHeavy;
import io.tallystream.query.view.Views;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Aggregates narrow facts: {@code observation}, {@code trace} and {@code score}. */
@ApplicationScoped
class FactRepository {
  private final Views views;
  private final MetadataScan metadata;

  FactRepository(Views views, MetadataScan metadata) {
    this.views = views;
    this.metadata = metadata;
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
    Supplier<FactSql> all = () -> new FactSql(project, query, intervals);
    MetadataFilter filter = MetadataFilter.of(query.filters());
    return filter.isEmpty() || query.view().facts.payloads() == null
        ? aggregate(query, all, whole)
        : kept(project, query, all.get(), filter)
            .flatMap(kept -> aggregate(query, () -> all.get().only(kept), whole));
  }

  /** The facts that satisfy the filter's other conditions and, by their payloads, these. */
  private Uni<List<Candidate>> kept(
      int project, MetricsQuery query, FactSql sql, MetadataFilter filter) {
    return views
        .list(sql.candidates(), sql.binds(), Candidate::of)
        .flatMap(
            found -> {
              if (found.size() > Candidate.MAX) {
                throw new TooHeavy(
                    "filter column 'metadata' has to look at more than %d %s: narrow the interval or add filters"
                        .formatted(Candidate.MAX, query.view().api));
              }
              return metadata.keep(project, found, Candidate.OWNER, filter);
            });
  }

  /** {@code sql}: a new one per statement, since each binds its own values. */
  private Uni<List<Partial>> aggregate(MetricsQuery query, Supplier<FactSql> sql, boolean whole) {
    List<Uni<List<Partial>>> reads = new ArrayList<>();
    reads.add(sums(sql.get(), whole));
    List<MetricsQuery.Need> needs = query.needs();
    for (int i = 0; i < needs.size(); i++) {
      if (needs.get(i).parts().contains(Part.DISTRIBUTION)) {
        reads.add(distribution(sql.get(), needs, i));
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
