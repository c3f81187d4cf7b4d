package io.tallystream.query.filter;

import java.util.List;

/** Comparisons of a text expression. An absent text lacks everything and equals nothing. */
final class TextSql {
  private TextSql() {}

  static String match(String sql, TextMatch match, String value) {
    return switch (match) {
      case EQUAL -> sql + " = " + value;
      case CONTAINS -> "position(" + value + " IN " + sql + ") > 0";
      case LACKS -> "(" + sql + " IS NULL OR position(" + value + " IN " + sql + ") = 0)";
      case STARTS -> "starts_with(" + sql + ", " + value + ")";
      case ENDS -> "right(" + sql + ", length(" + value + ")) = " + value;
    };
  }

  static String options(String sql, Quantifier quantifier, String array) {
    return quantifier == Quantifier.NONE
        ? "(" + sql + " IS NULL OR " + sql + " <> ALL (" + array + "))"
        : sql + " = ANY (" + array + ")";
  }

  static String array(String sql, Quantifier quantifier, String array) {
    return switch (quantifier) {
      case ANY -> sql + " && " + array;
      case NONE -> "NOT " + sql + " && " + array;
      case ALL -> sql + " @> " + array;
    };
  }

  static String bindAll(Binds binds, List<String> values) {
    return binds.add(values.toArray(String[]::new)) + "::text[]";
  }
}
