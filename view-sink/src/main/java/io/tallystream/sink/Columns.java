package io.tallystream.sink;

import io.vertx.mutiny.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An upsert as {@code INSERT .. SELECT FROM unnest(..)}: one array per column, however many rows.
 *
 * @param <R> row
 */
public final class Columns<R> {
  private record Column<R>(
      String name, Type type, boolean key, Function<R, @Nullable Object> value) {}

  /** How a column travels. */
  public enum Type {
    INT("int", Integer.class),
    SMALLINT("smallint", Short.class),
    BIGINT("bigint", Long.class),
    BOOLEAN("boolean", Boolean.class),
    /** Decimal text, cast by the server: exact, whatever its length. */
    NUMERIC("text", String.class, "::numeric"),
    TEXT("text", String.class),
    /** JSON as text, cast by the server: number spellings are the writer's. */
    JSONB("text", String.class, "::jsonb"),
    /** {@code text[]} as JSON text: {@code unnest} would flatten nested arrays. */
    TEXTS("text", String.class, "::jsonb"),
    UUID("uuid", java.util.UUID.class),
    /** {@code uuid[]} as the text of an array: {@code unnest} would flatten nested arrays. */
    UUIDS("text", String.class, "::uuid[]"),
    DATE("date", java.time.LocalDate.class),
    BYTEA("bytea", io.vertx.core.buffer.Buffer.class);

    private final String sql;
    private final Class<?> java;
    private final String cast;

    Type(String sql, Class<?> java) {
      this(sql, java, "");
    }

    Type(String sql, Class<?> java, String cast) {
      this.sql = sql;
      this.java = java;
      this.cast = cast;
    }

    private String select(String column) {
      return this == TEXTS
          ? "CASE WHEN %s IS NOT NULL THEN ARRAY(SELECT jsonb_array_elements_text(%s%s)) END"
              .formatted(column, column, cast)
          : column + cast;
    }
  }

  private final String table;
  private final List<Column<R>> columns = new ArrayList<>();

  public Columns(String table) {
    this.table = table;
  }

  /** A column of the primary key. */
  public Columns<R> key(String name, Type type, Function<R, @Nullable Object> value) {
    columns.add(new Column<>(name, type, true, value));
    return this;
  }

  public Columns<R> column(String name, Type type, Function<R, @Nullable Object> value) {
    columns.add(new Column<>(name, type, false, value));
    return this;
  }

  /** Inserts; a row that is there is replaced when {@code condition} holds ({@code t}: stored). */
  public String upsert(String name, String condition) {
    String set =
        columns.stream()
            .filter(c -> !c.key())
            .map(c -> c.name() + " = excluded." + c.name())
            .reduce((a, b) -> a + ", " + b)
            .orElseThrow();
    return insert(name, "true") + " DO UPDATE SET " + set + " WHERE " + condition;
  }

  /** Inserts rows that are not there. */
  public String insertIfAbsent(String name) {
    return insertIfAbsent(name, "true");
  }

  /** Inserts rows that are not there and for which {@code condition} holds ({@code u}: given). */
  public String insertIfAbsent(String name, String condition) {
    return insert(name, condition) + " DO NOTHING";
  }

  /**
   * Deletes the rows with these keys for which {@code condition} holds ({@code t}: stored, {@code
   * u}: given).
   */
  public String delete(String name, String condition) {
    var sameKey =
        columns.stream()
            .filter(Column::key)
            .map(c -> "t." + c.name() + " = u." + c.name())
            .toList();
    return "/* %s */ DELETE FROM %s t USING unnest(%s) AS u(%s) WHERE %s AND %s"
        .formatted(
            name,
            table,
            list(arrays()),
            list(columns.stream().map(Column::name).toList()),
            String.join(" AND ", sameKey),
            condition);
  }

  /** The arrays for the rows, in the order of the columns. */
  public Tuple arguments(Collection<R> rows) {
    Tuple tuple = Tuple.tuple();
    columns.forEach(column -> tuple.addValue(array(column, rows)));
    return tuple;
  }

  private String insert(String name, String condition) {
    var names = columns.stream().map(Column::name).toList();
    var selected = columns.stream().map(c -> c.type().select("u." + c.name())).toList();
    var keys = columns.stream().filter(Column::key).map(Column::name).toList();
    return """
    /* %s */ INSERT INTO %s AS t (%s) SELECT %s FROM unnest(%s) AS u(%s) WHERE %s ON CONFLICT (%s)"""
        .formatted(
            name,
            table,
            list(names),
            list(selected),
            list(arrays()),
            list(names),
            condition,
            list(keys));
  }

  private List<String> arrays() {
    var arrays = new ArrayList<String>();
    for (int i = 0; i < columns.size(); i++) {
      arrays.add("$" + (i + 1) + "::" + columns.get(i).type().sql + "[]");
    }
    return arrays;
  }

  private static String list(List<String> parts) {
    return String.join(", ", parts);
  }

  private static <R> Object array(Column<R> column, Collection<R> rows) {
    Object array = Array.newInstance(column.type().java, rows.size());
    int i = 0;
    for (R row : rows) {
      Array.set(array, i++, column.value().apply(row));
    }
    return array;
  }
}
