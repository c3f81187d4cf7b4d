package io.tallystream.query.metrics;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.view.Views;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Sums the whole buckets of a rollup, over all parts. */
@ApplicationScoped
class RollupRepository {
  private final Views views;

  RollupRepository(Views views) {
    this.views = views;
  }

  /** One statement, so that a family and its rest are of one moment. */
  Uni<List<Partial>> read(int project, MetricsQuery query, Plan.Rollup plan) {
    RollupSql sql = new RollupSql(project, query, plan);
    String text = sql.text();
    return views.list(text, sql.binds(), sql::partial);
  }
}
