package io.tallystream.query.trace;

import io.tallystream.query.filter.FilterException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code orderBy} parameter: {@code field.asc} or {@code field.desc}. */
final class TraceOrder {
  private static final Map<String, String> COLUMNS =
      Map.of(
          "id", "t.trace_id",
          "timestamp", "t.timestamp_us",
          "name", "t.name",
          "userId", "t.user_id",
          "release", "t.release",
          "version", "t.version",
          "public", "t.public",
          "bookmarked", "t.bookmarked",
          "sessionId", "t.session_id");
  private static final Map<String, String> DIRECTIONS = Map.of("asc", "ASC", "desc", "DESC");

  private TraceOrder() {}

  /**
   * SQL of the order; newest first when absent. The trace's hash breaks ties, so that pages neither
   * repeat nor skip.
   *
   * @throws FilterException when the field or the direction is unknown
   */
  static String sql(@Nullable String orderBy) {
    String given = orderBy == null || orderBy.isEmpty() ? "timestamp.desc" : orderBy;
    int dot = given.indexOf('.');
    String column = dot < 0 ? null : COLUMNS.get(given.substring(0, dot));
    String direction = DIRECTIONS.get(given.substring(dot + 1));
    if (column == null || direction == null) {
      throw new FilterException(
          "orderBy '" + given + "' must be one of the trace fields, then .asc or .desc");
    }
    return column + " " + direction + ", t.trace_h";
  }
}
