package io.tallystream.query.metrics;

import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The group keys of a statement: dimensions {@code d0, d1, ..} and the {@code bucket}. */
final class Grouping {
  private static final String BUCKET = "bucket";

  private final int dimensions;
  private final boolean timed;
  private final List<String> columns = new ArrayList<>();

  /**
   * @param values SQL of each dimension's text
   * @param micros SQL of the time, in microseconds since the epoch
   */
  Grouping(List<String> values, @Nullable Granularity granularity, String micros) {
    dimensions = values.size();
    timed = granularity != null;
    for (int i = 0; i < values.size(); i++) {
      columns.add(values.get(i) + " AS d" + i);
    }
    if (granularity != null) {
      columns.add(granularity.sql(micros) + " AS " + BUCKET);
    }
  }

  /** The select list that begins with the keys. */
  String select(List<String> more) {
    List<String> all = new ArrayList<>(columns);
    all.addAll(more);
    return String.join(",\n  ", all);
  }

  /** {@code GROUP BY} the keys and so many columns that follow them. */
  String groupBy(int more) {
    return columns.size() + more == 0
        ? ""
        : IntStream.rangeClosed(1, columns.size() + more)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", ", "\nGROUP BY ", ""));
  }

  Group read(Row row) {
    List<@Nullable String> values = new ArrayList<>(dimensions);
    for (int i = 0; i < dimensions; i++) {
      values.add(row.getString("d" + i));
    }
    OffsetDateTime bucket = timed ? row.getOffsetDateTime(BUCKET) : null;
    return new Group(values, bucket);
  }

  /** A number of a row; 0 when it is NULL or was not asked for. */
  static BigDecimal number(Row row, String column) {
    BigDecimal number = numberOrNull(row, column);
    return number == null ? BigDecimal.ZERO : number;
  }

  static @Nullable BigDecimal numberOrNull(Row row, String column) {
    return row.getColumnIndex(column) < 0 ? null : row.getBigDecimal(column);
  }
}
