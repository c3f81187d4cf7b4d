package io.tallystream.query.filter;

import java.util.Map;

/** What a filter may say about a column, and the SQL expression behind it. */
public sealed interface Column {
  /** {@code sql}: a nullable text. */
  record Text(String sql) implements Column {}

  /** {@code sql}: integer; one unit of the API is 10<sup>{@code scale}</sup> of the column. */
  record Number(String sql, int scale) implements Column {}

  /** {@code sql}: microseconds since the epoch. */
  record Time(String sql) implements Column {}

  record Flag(String sql) implements Column {}

  /** {@code sql}: a stored number that the API spells as a name. */
  record Named(String sql, Map<String, Integer> numbers) implements Column {
    public Named {
      numbers = Map.copyOf(numbers);
    }
  }

  /** {@code sql}: {@code text[]}. */
  record Texts(String sql) implements Column {}

  /**
   * Texts of another row, for example the owner's user. {@code sql} is a whole condition with two
   * {@code %s}: the project's place holder, and the comparison of the column {@code inner}.
   */
  record Related(String sql, String inner, boolean array) implements Column {}

  /** Numeric, categorical or boolean scores by name; {@code owner} is the hash that they carry. */
  record Scores(String owner, String scoreColumn) implements Column {}

  /** {@code sql}: a nullable text that is a JSON object, asked by key. */
  record Keyed(String sql) implements Column {}

  /** Metadata by key: lives in payloads, so its conditions are judged after the rows are read. */
  record Metadata() implements Column {}
}
