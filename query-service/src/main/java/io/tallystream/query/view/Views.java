package io.tallystream.query.view;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.filter.Binds;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Runs named statements against the views. */
@ApplicationScoped
public class Views {
  /** Totals are counted up to here and estimated by the planner beyond. */
  static final int EXACT_TOTAL = 10_000;

  private final Pool pool;

  public Views(Pool pool) {
    this.pool = pool;
  }

  /** All rows in the statement's order. */
  public <T> Uni<List<T>> list(String sql, Binds binds, Function<Row, T> mapper) {
    return pool.preparedQuery(sql)
        .execute(Tuple.wrap(new ArrayList<>(binds.values())))
        .map(
            rows -> {
              List<T> list = new ArrayList<>(rows.size());
              rows.forEach(row -> list.add(mapper.apply(row)));
              return list;
            });
  }

  /**
   * Number of rows of {@code FROM .. WHERE ..}: exact up to 10,000, the planner's estimate above.
   */
  public Uni<Long> total(String name, String fromWhere, Binds binds) {
    String sql =
        "/* %s.total */ SELECT count(*) FROM (SELECT 1 %s LIMIT %d) counted"
            .formatted(name, fromWhere, EXACT_TOTAL + 1);
    return list(sql, binds, row -> row.getLong(0))
        .flatMap(
            counts -> {
              long counted = counts.getFirst();
              return counted <= EXACT_TOTAL
                  ? Uni.createFrom().item(counted)
                  : estimate(name, fromWhere, binds);
            });
  }

  private Uni<Long> estimate(String name, String fromWhere, Binds binds) {
    String sql = "/* %s.estimate */ EXPLAIN (FORMAT JSON) SELECT 1 %s".formatted(name, fromWhere);
    return list(sql, binds, row -> Math.max(EXACT_TOTAL + 1, planRows(row))).map(List::getFirst);
  }

  private static long planRows(Row row) {
    return ((JsonArray) row.getValue(0))
        .getJsonObject(0)
        .getJsonObject("Plan")
        .getLong("Plan Rows");
  }
}
