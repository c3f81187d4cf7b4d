package io.tallystream.query.filter;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The bounds that a conjunction puts on a time, for choosing partitions; microseconds, inclusive.
 */
public record TimeRange(OptionalLong least, OptionalLong greatest) {
  public static TimeRange of(List<Condition> conditions, String column) {
    return new TimeRange(
        bounds(conditions, column, Set.of(Comparison.GREATER, Comparison.AT_LEAST)).max(),
        bounds(conditions, column, Set.of(Comparison.LESS, Comparison.AT_MOST)).min());
  }

  private static LongStream bounds(
      List<Condition> conditions, String column, Set<Comparison> comparisons) {
    return conditions.stream()
        .filter(Condition.Time.class::isInstance)
        .map(Condition.Time.class::cast)
        .filter(time -> time.column().equals(column) && comparisons.contains(time.comparison()))
        .mapToLong(Condition.Time::micros);
  }
}
