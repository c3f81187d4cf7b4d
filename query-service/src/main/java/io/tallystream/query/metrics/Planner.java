package io.tallystream.query.metrics;

import io.tallystream.event.RollupFamily;
import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.Quantifier;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses the first family that holds all that a query asks, else the facts. Pure. */
final class Planner {
  private static final long MICROS = 1_000_000;

  /**
   * A family for life answers an interval that reaches from so long ago to now; what lies outside
   * is subtracted, so the answer is exact for any length: it decides speed alone.
   */
  private static final long LIFE = 365 * 86_400 * MICROS;

  private final MetricsQuery query;
  private final long now;

  private Planner(MetricsQuery query, long now) {
    this.query = query;
    this.now = now;
  }

  /** {@code now}: microseconds since the epoch. */
  static Plan plan(MetricsQuery query, long now) {
    Planner planner = new Planner(query, now);
    return query.view().rollups.families().stream()
        .flatMap(family -> planner.over(family).stream())
        .findFirst()
        .orElseGet(Plan.Facts::new);
  }

  private Optional<Plan> over(RollupFamily family) {
    if (!holds(family) || !leavesNothingOut(family)) {
      return Optional.empty();
    }
    return buckets(family, restOf(family));
  }

  private boolean holds(RollupFamily family) {
    return fits(family.bucket)
        && query.dimensions().stream().allMatch(d -> isKey(d, family) || isOnlyPivot(d))
        && query.filters().stream().allMatch(c -> filters(c, family))
        && query.needs().stream().allMatch(need -> sums(need, family));
  }

  private boolean fits(RollupFamily.Bucket bucket) {
    Granularity granularity = query.period().granularity();
    return granularity == null
        || switch (bucket) {
          case HOUR -> granularity.compareTo(Granularity.HOUR) >= 0;
          case DAY -> granularity.compareTo(Granularity.DAY) >= 0;
          case LIFE -> false;
        };
  }

  private static boolean isKey(Dimension dimension, RollupFamily family) {
    return dimension.column() != null && family.dimensions.contains(dimension.column());
  }

  private boolean isOnlyPivot(Dimension dimension) {
    return dimension.pivot() != Pivot.NONE
        && query.dimensions().stream().filter(d -> d.pivot() != Pivot.NONE).count() == 1;
  }

  private boolean filters(Condition condition, RollupFamily family) {
    return query
        .view()
        .dimension(condition.column())
        .filter(dimension -> isKey(dimension, family))
        .filter(dimension -> !"tag".equals(dimension.column()) || isOneTag(dimension, condition))
        .isPresent();
  }

  /** Rows by tag tell of one tag: which other tags a trace has, they do not know. */
  private boolean isOneTag(Dimension tags, Condition condition) {
    return !query.dimensions().contains(tags)
        && query.filters().stream().filter(c -> c.column().equals(tags.name())).count() == 1
        && condition instanceof Condition.Array array
        && array.quantifier() != Quantifier.NONE
        && array.values().stream().distinct().count() == 1;
  }

  /** Of traces, only their own family has more than their number. */
  private boolean sums(MetricsQuery.Need need, RollupFamily family) {
    Measure.Held held = need.measure().held().get(query.pivot());
    if (held == null
        || (query.view() == View.TRACES
            && family != RollupFamily.TRACE
            && !need.measure().name().equals("count"))) {
      return false;
    }
    return need.parts().stream()
        .allMatch(
            part ->
                switch (part) {
                  case SUM -> true;
                  case COUNT -> held.count() != null;
                  case DISTRIBUTION -> held.histogram() != null && family.hasHistograms();
                  case MIN, MAX, DISTINCT -> false;
                });
  }

  /** Whether what the family does not count is not asked for, or another family tells of it. */
  private boolean leavesNothingOut(RollupFamily family) {
    return Coverage.own(family).isEmpty()
        || query.filters().stream().anyMatch(c -> isOnOwn(c, family) && Coverage.needsValue(c))
        || (query.filters().stream().noneMatch(c -> isOnOwn(c, family))
            && query.dimensions().stream().anyMatch(d -> Coverage.isOwn(family, d))
            && (family == RollupFamily.TAG || restOf(family) != null));
  }

  /** The family that counts everything, when it holds the other dimensions of the query. */
  private @Nullable RollupFamily restOf(RollupFamily family) {
    RollupFamily all = query.view().rollups.families().getFirst();
    boolean divides = family.bucket.seconds != 0 && family != RollupFamily.TAG;
    boolean others =
        query.dimensions().stream()
            .filter(d -> d.pivot() == Pivot.NONE && !Coverage.isOwn(family, d))
            .allMatch(d -> isKey(d, all));
    return family != all
            && divides
            && others
            && query.filters().stream().noneMatch(c -> isOnOwn(c, family))
            && query.filters().stream().allMatch(c -> filters(c, all))
        ? all
        : null;
  }

  private boolean isOnOwn(Condition condition, RollupFamily family) {
    return query
        .view()
        .dimension(condition.column())
        .filter(dimension -> Coverage.isOwn(family, dimension))
        .isPresent();
  }

  private Optional<Plan> buckets(RollupFamily family, @Nullable RollupFamily rest) {
    Interval asked = query.period().interval();
    if (family.bucket == RollupFamily.Bucket.LIFE) {
      return asked.from() <= now - LIFE && asked.to() > now
          ? Optional.of(new Plan.Rollup(family, rest, 0, 1, outside(asked), -1))
          : Optional.empty();
    }
    long width = family.bucket.seconds;
    long first = Math.ceilDiv(asked.from(), width * MICROS) * width;
    long end = family.bucket.startOf(asked.to());
    return first < end
        ? Optional.of(
            new Plan.Rollup(
                family,
                rest,
                first,
                end,
                List.of(
                    new Interval(asked.from(), first * MICROS),
                    new Interval(end * MICROS, asked.to())),
                1))
        : Optional.empty();
  }

  private static List<Interval> outside(Interval asked) {
    return List.of(
        new Interval(Interval.FIRST, asked.from()), new Interval(asked.to(), Interval.LAST));
  }
}
