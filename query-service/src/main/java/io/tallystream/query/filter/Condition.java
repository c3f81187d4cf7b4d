package io.tallystream.query.filter;

import java.math.BigDecimal;
import java.util.List;

/** One element of a filter; a filter is their conjunction (the contract's section 5.3). */
public sealed interface Condition {
  /** Name of the column as the client wrote it. */
  String column();

  /** {@code micros}: microseconds since the epoch. */
  record Time(String column, Comparison comparison, long micros) implements Condition {}

  record Text(String column, TextMatch match, String value) implements Condition {}

  record Number(String column, Comparison comparison, BigDecimal value) implements Condition {}

  record Options(String column, Quantifier quantifier, List<String> values) implements Condition {
    public Options {
      values = List.copyOf(values);
    }
  }

  record Array(String column, Quantifier quantifier, List<String> values) implements Condition {
    public Array {
      values = List.copyOf(values);
    }
  }

  /** Categories of the score that {@code key} names. */
  record Category(String column, String key, Quantifier quantifier, List<String> values)
      implements Condition {
    public Category {
      values = List.copyOf(values);
    }
  }

  record TextAt(String column, String key, TextMatch match, String value) implements Condition {}

  record NumberAt(String column, String key, Comparison comparison, BigDecimal value)
      implements Condition {}

  record FlagAt(String column, String key, boolean equal, boolean value) implements Condition {}

  record Flag(String column, boolean equal, boolean value) implements Condition {}

  record Null(String column, boolean absent) implements Condition {}
}
