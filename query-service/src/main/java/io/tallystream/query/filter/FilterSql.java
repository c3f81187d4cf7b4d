package io.tallystream.query.filter;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Renders conditions over the columns of one resource. Every value is bound; the text is made of
 * expressions of the column table only.
 */
public final class FilterSql {
  private final Map<String, Column> columns;
  private final String project;
  private final Binds binds;
  private final ScoreSql scores;

  /**
   * @param project place holder of the project's number
   */
  public FilterSql(Map<String, Column> columns, String project, Binds binds) {
    this.columns = columns;
    this.project = project;
    this.binds = binds;
    this.scores = new ScoreSql(project, binds);
  }

  /**
   * SQL of each condition that a row decides; those on metadata are left to {@link MetadataFilter}.
   *
   * @throws FilterException when a column is unknown or does not take the condition's type
   */
  public List<String> render(List<Condition> conditions) {
    List<String> rendered = new ArrayList<>();
    for (Condition condition : conditions) {
      Column column = column(condition);
      if (!(column instanceof Column.Metadata)) {
        rendered.add(sql(column, condition));
      }
    }
    return rendered;
  }

  private Column column(Condition condition) {
    Column column = columns.get(condition.column());
    if (column == null) {
      throw new FilterException(
          "filter column '" + condition.column() + "' is not one of: " + known());
    }
    return column;
  }

  private String known() {
    return String.join(", ", columns.keySet());
  }

  private String sql(Column column, Condition condition) {
    String sql =
        switch (column) {
          case Column.Text c -> text(c.sql(), condition);
          case Column.Number c -> number(c, condition);
          case Column.Time c -> time(c.sql(), condition);
          case Column.Flag c -> flag(c.sql(), condition);
          case Column.Named c -> named(c, condition);
          case Column.Texts c -> texts(c.sql(), condition);
          case Column.Related c -> related(c, condition);
          case Column.Scores c -> scores(c, condition);
          case Column.Keyed c -> keyed(c.sql(), condition);
          case Column.Metadata _ -> null;
        };
    if (sql == null) {
      throw new FilterException(
          "filter column '"
              + condition.column()
              + "' does not take conditions of type "
              + condition.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }
    return sql;
  }

  private @Nullable String text(String sql, Condition condition) {
    return switch (condition) {
      case Condition.Text c -> TextSql.match(sql, c.match(), binds.add(c.value()) + "::text");
      case Condition.Options c ->
          TextSql.options(sql, c.quantifier(), TextSql.bindAll(binds, c.values()));
      case Condition.Null c -> absent(sql, c);
      default -> null;
    };
  }

  /** What is no JSON object has no keys. */
  private @Nullable String keyed(String sql, Condition condition) {
    if (!(condition instanceof Condition.TextAt c)) {
      return null;
    }
    String value =
        "(CASE WHEN %s IS JSON OBJECT THEN %s::json ->> %s::text END)"
            .formatted(sql, sql, binds.add(c.key()));
    return text(value, new Condition.Text(c.column(), c.match(), c.value()));
  }

  private @Nullable String number(Column.Number column, Condition condition) {
    return switch (condition) {
      case Condition.Number c -> {
        BigDecimal units = c.value().movePointRight(column.scale());
        yield column.sql() + " " + c.comparison().symbol() + " " + binds.add(units) + "::numeric";
      }
      case Condition.Null c -> absent(column.sql(), c);
      default -> null;
    };
  }

  private @Nullable String time(String sql, Condition condition) {
    return switch (condition) {
      case Condition.Time c -> sql + " " + c.comparison().symbol() + " " + binds.add(c.micros());
      case Condition.Null c -> absent(sql, c);
      default -> null;
    };
  }

  private static @Nullable String flag(String sql, Condition condition) {
    return condition instanceof Condition.Flag c
        ? (c.equal() == c.value() ? sql : "NOT " + sql)
        : null;
  }

  private @Nullable String named(Column.Named column, Condition condition) {
    return switch (condition) {
      case Condition.Text c when c.match() == TextMatch.EQUAL ->
          column.sql() + " = " + binds.add(number(column, c.value())) + "::int";
      case Condition.Options c -> {
        Integer[] numbers =
            c.values().stream().map(name -> number(column, name)).toArray(Integer[]::new);
        yield TextSql.options(column.sql(), c.quantifier(), binds.add(numbers) + "::int[]");
      }
      default -> null;
    };
  }

  /** A name that does not exist matches no row: 0 is the number of no name. */
  private static Integer number(Column.Named column, String name) {
    return column.numbers().getOrDefault(name, 0);
  }

  private @Nullable String texts(String sql, Condition condition) {
    return switch (condition) {
      case Condition.Array c ->
          TextSql.array(sql, c.quantifier(), TextSql.bindAll(binds, c.values()));
      case Condition.Options c ->
          TextSql.array(sql, c.quantifier(), TextSql.bindAll(binds, c.values()));
      default -> null;
    };
  }

  private @Nullable String related(Column.Related column, Condition condition) {
    String inner =
        column.array() ? texts(column.inner(), condition) : text(column.inner(), condition);
    return inner == null ? null : String.format(Locale.ROOT, column.sql(), project, inner);
  }

  private @Nullable String scores(Column.Scores column, Condition condition) {
    return switch (condition) {
      case Condition.NumberAt c -> scores.average(column, c);
      case Condition.Category c -> scores.category(column, c);
      case Condition.FlagAt c -> scores.flag(column, c);
      default -> null;
    };
  }

  private static String absent(String sql, Condition.Null condition) {
    return sql + (condition.absent() ? " IS NULL" : " IS NOT NULL");
  }
}
