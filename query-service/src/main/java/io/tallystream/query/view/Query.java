package io.tallystream.query.view;

import io.tallystream.query.filter.Binds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions of one list and their bound values, collected clause by clause. */
public final class Query {
  /** Place holder of the project's number in a query made by {@link #of}. */
  public static final String PROJECT = "$1";

  private final Binds binds = new Binds();
  private final List<String> conditions = new ArrayList<>();

  /** A query whose first condition and first value are the project's. */
  public static Query of(String projectColumn, int project) {
    return new Query().equal(projectColumn, project);
  }

  public Binds binds() {
    return binds;
  }

  /** Adds {@code sql} as it is. */
  public Query where(String sql) {
    conditions.add(sql);
    return this;
  }

  /** Adds {@code sql + place holder + end} unless the value is absent. */
  public Query where(String sql, @Nullable Object value, String end) {
    if (value != null) {
      conditions.add(sql + binds.add(value) + end);
    }
    return this;
  }

  /** Adds {@code sql = value} unless the value is absent. */
  public Query equal(String sql, @Nullable Object value) {
    return where(sql + " = ", value, "");
  }

  /** Adds {@code sql = one of the values} unless there are none. */
  public Query anyOf(String sql, List<String> values) {
    return values.isEmpty()
        ? this
        : where(sql + " = ANY (", values.toArray(String[]::new), "::text[])");
  }

  public Query all(List<String> rendered) {
    conditions.addAll(rendered);
    return this;
  }

  /** The conjunction; never empty, because every query names its project. */
  public String conjunction() {
    return String.join("\n  AND ", conditions);
  }
}
