package io.tallystream.query.letter;

import io.tallystream.query.filter.Column;
import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.Conditions;
import io.tallystream.query.filter.FilterSql;
import io.tallystream.query.view.Query;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which letters of a project. */
record LetterFilter(List<Condition> conditions, @Nullable LetterStatus status) {
  private static final Map<String, Column> COLUMNS =
      Map.of(
          "stage", new Column.Text("l.stage"),
          "reason", new Column.Text("l.reason"),
          "quarantinedAt", new Column.Time("l.quarantined_us"));

  /**
   * {@code from} is included, {@code to} is not; empty texts count as absent.
   *
   * @throws io.tallystream.query.filter.FilterException naming the value that is wrong
   */
  static LetterFilter of(
      @Nullable String stage,
      @Nullable String reason,
      @Nullable String status,
      @Nullable String from,
      @Nullable String to) {
    return new LetterFilter(
        Conditions.of(null)
            .equal("stage", stage)
            .equal("reason", reason)
            .between("quarantinedAt", from, to)
            .all(),
        status == null || status.isEmpty() ? null : LetterStatus.parse(status));
  }

  /** The conditions on {@code dead_letter l}. */
  Query query(int project) {
    Query query = Query.of("l.project_id", project);
    query.all(new FilterSql(COLUMNS, Query.PROJECT, query.binds()).render(conditions));
    return status == null ? query : query.where(status.condition);
  }
}
