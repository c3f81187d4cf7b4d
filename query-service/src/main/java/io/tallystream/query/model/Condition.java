package io.tallystream.query.model;

import java.math.BigDecimal;
import java.util.List;

/** When a price tier applies (the contract's section 3.4). */
public sealed interface Condition {
  /**
   * The sum of the usage whose types match, compared with a number.
   *
   * @param pattern RE2, searched in usage types
   * @param operator gt, gte, lt, lte, eq or neq
   */
  record Usage(String pattern, String operator, BigDecimal value, boolean caseSensitive)
      implements Condition {}

  /**
   * A value that is one of several.
   *
   * @param source model_parameters or metadata
   */
  record Attribute(String source, String key, List<String> values) implements Condition {}
}
