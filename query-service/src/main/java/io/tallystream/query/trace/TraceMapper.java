package io.tallystream.query.trace;

import io.tallystream.query.payload.EntityKey;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;

/** Rows of {@link #COLUMNS} as traces. */
final class TraceMapper {
  static final String COLUMNS =
      """
      t.part, t.trace_h, t.trace_id, t.timestamp_us, t.created_us, t.updated_us,
        t.first_start_us, t.last_start_us, t.latency_us, t.name, t.user_id, t.session_id,
        t.release, t.version, t.environment, t.public, t.bookmarked, t.tags, t.total_cost""";

  private TraceMapper() {}

  static Trace of(Row row) {
    return new Trace(
        EntityKey.trace(row.getShort("part"), row.getUUID("trace_h")),
        row.getString("trace_id"),
        times(row),
        labels(row),
        row.getLong("total_cost"));
  }

  private static Trace.Times times(Row row) {
    return new Trace.Times(
        row.getLong("timestamp_us"),
        row.getLong("created_us"),
        row.getLong("updated_us"),
        row.getLong("first_start_us"),
        row.getLong("last_start_us"),
        row.getLong("latency_us"));
  }

  private static Trace.Labels labels(Row row) {
    return new Trace.Labels(
        row.getString("name"),
        row.getString("user_id"),
        row.getString("session_id"),
        row.getString("release"),
        row.getString("version"),
        row.getString("environment"),
        row.getBoolean("public"),
        row.getBoolean("bookmarked"),
        List.of(row.getArrayOfStrings("tags")));
  }
}
