package io.tallystream.query.metrics;

import io.tallystream.event.RollupFamily;
import io.tallystream.query.filter.Column;
import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.Quantifier;
import io.tallystream.query.filter.TextMatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which facts a family leaves out: those that lack its own dimensions. A fact without a model has
 * no row by model, for example; a trace without a name, release and version none by trace name.
 */
final class Coverage {
  private Coverage() {}

  /** Dimensions that are all absent in what the family leaves out; none: it counts everything. */
  static List<String> own(RollupFamily family) {
    return switch (family) {
      case TOTAL, TRACE, SCORE -> List.of();
      case MODEL -> List.of("model");
      case PROMPT -> List.of("prompt_name", "prompt_version");
      case NAME -> List.of("name");
      case USER -> List.of("user_id");
      case SESSION -> List.of("session_id");
      case TRACE_NAME -> List.of("trace_name", "release", "version");
      case TAG -> List.of("tag");
    };
  }

  /** Whether the dimension is absent in what the family leaves out. */
  static boolean isOwn(RollupFamily family, Dimension dimension) {
    return dimension.column() != null && own(family).contains(dimension.column());
  }

  /** Whether no fact without a value satisfies the condition. */
  static boolean needsValue(Condition condition) {
    return switch (condition) {
      case Condition.Text c -> c.match() != TextMatch.LACKS;
      case Condition.Options c -> c.quantifier() != Quantifier.NONE;
      case Condition.Array c -> c.quantifier() != Quantifier.NONE;
      case Condition.Null c -> !c.absent();
      case Condition.Number _, Condition.Flag _, Condition.Time _ -> true;
      case Condition.Category _, Condition.TextAt _, Condition.NumberAt _, Condition.FlagAt _ ->
          false;
    };
  }

  /** What a filter may say about the rows {@code r} of a family. */
  static Map<String, Column> filterColumns(View view, RollupFamily family) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String name : view.dimensionNames(2)) {
      Dimension dimension = view.dimension(name).orElseThrow();
      if (dimension.column() != null && family.dimensions.contains(dimension.column())) {
        columns.put(name, filterColumn(family, dimension, dimension.column()));
      }
    }
    return columns;
  }

  private static Column filterColumn(RollupFamily family, Dimension dimension, String column) {
    return switch (dimension.facts().filter()) {
      case Column.Texts _ -> new Column.Texts("ARRAY[r." + column + "]");
      case Column.Number n -> new Column.Number(value(family, column) + "::int", n.scale());
      default -> new Column.Text(value(family, column));
    };
  }

  /** SQL: the text of a key column, NULL when absent. The one key of a family never is. */
  static String value(RollupFamily family, String column) {
    return own(family).equals(List.of(column)) ? "r." + column : "nullif(r." + column + ", '')";
  }
}
