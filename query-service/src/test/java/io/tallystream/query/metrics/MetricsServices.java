package io.tallystream.query.metrics;

import io.tallystream.query.view.Database;
import io.tallystream.query.view.Watermarks;

/** Services over a test's database. */
final class MetricsServices {
  private MetricsServices() {}

  static MetricsService over(Database database) {
    return new MetricsService(
        new FactRepository(database.views, database.metadata),
        new RollupRepository(database.views),
        new Watermarks(database.views));
  }
}
