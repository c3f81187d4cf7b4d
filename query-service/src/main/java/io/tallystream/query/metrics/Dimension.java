package io.tallystream.query.metrics;

import com.google.protobuf.ProtocolMessageEnum;
import io.tallystream.query.filter.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A group key of a view.
 *
 * @param facts its text over the facts, and what a filter may say about it
 * @param column key column of the rollup families that hold it; absent: none does
 * @param pivot columns of rollup rows that hold it; {@link Pivot#NONE}: none do
 * @param version2 whether only version 2 of the API knows it
 */
record Dimension(String name, Facts facts, @Nullable String column, Pivot pivot, boolean version2) {
  /**
   * Over the facts.
   *
   * @param sql text, NULL when absent
   * @param joins what the expression and the filter read besides the view's table
   * @param explode join that makes a row of each of its values, when it is the group key
   */
  record Facts(String sql, Column filter, List<String> joins, @Nullable String explode) {
    Facts {
      joins = List.copyOf(joins);
    }
  }

  static Dimension of(String name, String sql, Column filter, String... joins) {
    return new Dimension(
        name, new Facts(sql, filter, List.of(joins), null), null, Pivot.NONE, false);
  }

  static Dimension text(String name, String sql, String... joins) {
    return of(name, sql, new Column.Text(sql), joins);
  }

  /** {@code sql}: a stored number of which the API shows the name. */
  static <E extends Enum<E> & ProtocolMessageEnum> Dimension named(
      String name, String sql, E[] names) {
    Map<String, Integer> numbers =
        Arrays.stream(names)
            .filter(n -> !n.name().equals("UNRECOGNIZED") && n.getNumber() > 0)
            .collect(Collectors.toMap(E::name, E::getNumber));
    String cases =
        numbers.entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .map(e -> " WHEN " + e.getValue() + " THEN '" + e.getKey() + "'")
            .collect(Collectors.joining("", "CASE " + sql, " END"));
    return of(name, cases, new Column.Named(sql, numbers));
  }

  /** Each value of an array: a fact with two counts in two groups, one without in none. */
  static Dimension each(String name, String array, String... joins) {
    String explode = "CROSS JOIN LATERAL unnest(%s) AS %s (value)".formatted(array, name);
    Column filter = new Column.Texts("coalesce(" + array + ", '{}')");
    Facts facts = new Facts(name + ".value", filter, List.of(joins), explode);
    return new Dimension(name, facts, null, Pivot.NONE, false);
  }

  static Dimension tags(String... joins) {
    return each("tags", "t.tags", joins).rollup("tag");
  }

  Dimension rollup(String keyColumn) {
    return new Dimension(name, facts, keyColumn, pivot, version2);
  }

  Dimension rollup(Pivot columns) {
    return new Dimension(name, facts, column, columns, version2);
  }

  Dimension onlyVersion2() {
    return new Dimension(name, facts, column, pivot, true);
  }
}
