package io.tallystream.query.observation;

import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a v2 observation shows of its trace; empty while no event of the trace itself was seen. */
record TraceContext(
    boolean bookmarked,
    boolean open,
    @Nullable String userId,
    @Nullable String sessionId,
    @Nullable String name,
    @Nullable String release,
    List<String> tags) {
  static final String COLUMNS =
      """
      coalesce(t.bookmarked, false) AS t_bookmarked, coalesce(t.public, false) AS t_public,
        t.user_id AS t_user_id, t.session_id AS t_session_id, t.name AS t_name,
        t.release AS t_release, coalesce(t.tags, '{}') AS t_tags""";

  static TraceContext of(Row row) {
    return new TraceContext(
        row.getBoolean("t_bookmarked"),
        row.getBoolean("t_public"),
        row.getString("t_user_id"),
        row.getString("t_session_id"),
        row.getString("t_name"),
        row.getString("t_release"),
        List.of(row.getArrayOfStrings("t_tags")));
  }
}
