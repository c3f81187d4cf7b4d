package io.tallystream.query.filter;

import java.util.Locale;

/**
 * Conditions on an entity's scores. Scores live on the partition of their own id, so they cannot be
 * joined by {@code part}: an uncorrelated subselect yields the hashes of the entities that qualify,
 * which a distributed PostgreSQL evaluates once.
 */
final class ScoreSql {
  private final String project;
  private final Binds binds;

  ScoreSql(String project, Binds binds) {
    this.project = project;
    this.binds = binds;
  }

  String average(Column.Scores column, Condition.NumberAt condition) {
    String value = binds.add(condition.value()) + "::numeric";
    String having =
        " GROUP BY 1 HAVING avg(f.value) " + condition.comparison().symbol() + " " + value;
    return owners(column, condition.key(), "f.value IS NOT NULL" + having);
  }

  String category(Column.Scores column, Condition.Category condition) {
    String values = TextSql.bindAll(binds, condition.values());
    String owners = owners(column, condition.key(), "f.string_value = ANY (" + values + ")");
    return condition.quantifier() == Quantifier.NONE ? "NOT " + owners : owners;
  }

  String flag(Column.Scores column, Condition.FlagAt condition) {
    boolean wanted = condition.equal() == condition.value();
    String value = binds.add(wanted ? "true" : "false") + "::text";
    return owners(column, condition.key(), "lower(f.string_value) = " + value);
  }

  private String owners(Column.Scores column, String name, String rest) {
    return String.format(
        Locale.ROOT,
        "%s IN (SELECT f.%s FROM score f WHERE f.project_id = %s AND f.%s IS NOT NULL"
            + " AND f.name = %s AND %s)",
        column.owner(),
        column.scoreColumn(),
        project,
        column.scoreColumn(),
        binds.add(name),
        rest);
  }
}
