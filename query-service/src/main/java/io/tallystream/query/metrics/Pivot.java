package io.tallystream.query.metrics;

import org.jspecify.annotations.Nullable;

/** Dimensions that a rollup holds as columns of its rows instead of keys; {@code p} in its SQL. */
enum Pivot {
  NONE(null, null, null),
  PRICE_STATE(
      """
      CROSS JOIN LATERAL (VALUES
        ('PRICED', r.priced, r.priced_cost), ('STATED', r.stated, r.stated_cost),
        ('ESTIMATED', r.estimated, r.estimated_cost), ('UNPRICED', r.unpriced, 0),
        ('NO_USAGE', r.no_usage, 0)) AS p (name, count, cost)""",
      "p.count",
      null),
  USAGE_TYPE(byType("r.usage"), "p.units::bigint", "usage_type.units::bigint"),
  COST_TYPE(byType("r.cost"), "p.units::bigint", "cost_type.units::bigint");

  /** Join that makes the columns rows. */
  final @Nullable String join;

  /** What says that such a row of a rollup holds anything; absent: the view's own column. */
  final @Nullable String rollupRows;

  /** The same over facts; absent: their number. */
  final @Nullable String factRows;

  Pivot(@Nullable String join, @Nullable String rollupRows, @Nullable String factRows) {
    this.join = join;
    this.rollupRows = rollupRows;
    this.factRows = factRows;
  }

  private static String byType(String column) {
    return "CROSS JOIN LATERAL jsonb_each_text(" + column + ") AS p (name, units)";
  }
}
