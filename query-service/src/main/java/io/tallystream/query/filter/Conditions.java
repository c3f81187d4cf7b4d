package io.tallystream.query.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one request: its filter, and its simple parameters, which give way to a filter
 * that names the same column (the contract's section 5.3). Empty parameters count as absent.
 */
public final class Conditions {
  private final List<Condition> conditions;
  private final Set<String> filtered;

  private Conditions(List<Condition> filter) {
    this.conditions = new ArrayList<>(filter);
    this.filtered = filter.stream().map(Condition::column).collect(Collectors.toSet());
  }

  /**
   * @throws FilterException when the filter is malformed
   */
  public static Conditions of(@Nullable String filter) {
    return new Conditions(blank(filter) ? List.of() : FilterParser.parse(filter));
  }

  public Conditions equal(String column, @Nullable String value) {
    return blank(value) ? this : add(new Condition.Text(column, TextMatch.EQUAL, value));
  }

  public Conditions anyOf(String column, List<String> values) {
    List<String> given = given(values);
    return given.isEmpty() ? this : add(new Condition.Options(column, Quantifier.ANY, given));
  }

  public Conditions allOf(String column, List<String> values) {
    List<String> given = given(values);
    return given.isEmpty() ? this : add(new Condition.Array(column, Quantifier.ALL, given));
  }

  public Conditions add(Condition condition) {
    if (!filtered.contains(condition.column())) {
      conditions.add(condition);
    }
    return this;
  }

  /**
   * From one time, included, to another, excluded.
   *
   * @throws FilterException when a time has no offset
   */
  public Conditions between(String column, @Nullable String from, @Nullable String to) {
    if (!blank(from)) {
      add(new Condition.Time(column, Comparison.AT_LEAST, micros(from)));
    }
    return blank(to) ? this : add(new Condition.Time(column, Comparison.LESS, micros(to)));
  }

  public List<Condition> all() {
    return List.copyOf(conditions);
  }

  private static long micros(String time) {
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, OffsetDateTime.parse(time).toInstant());
    } catch (DateTimeException e) {
      throw new FilterException("'" + time + "' is not an ISO-8601 time with offset");
    }
  }

  private static List<String> given(List<String> values) {
    return values.stream().filter(value -> !value.isBlank()).toList();
  }

  private static boolean blank(@Nullable String value) {
    return value == null || value.isEmpty();
  }
}
