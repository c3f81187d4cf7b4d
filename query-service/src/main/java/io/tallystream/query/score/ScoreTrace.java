package io.tallystream.query.score;

import io.vertx.mutiny.sqlclient.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a listed score shows of its trace. */
record ScoreTrace(
    @Nullable String userId, @Nullable String sessionId, List<String> tags, String environment) {
  static ScoreTrace of(Row row) {
    return new ScoreTrace(
        row.getString("user_id"),
        row.getString("session_id"),
        List.of(row.getArrayOfStrings("tags")),
        row.getString("environment"));
  }

  Map<String, @Nullable Object> json(boolean withSession) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("userId", userId);
    json.put("tags", tags);
    json.put("environment", environment);
    if (withSession) {
      json.put("sessionId", sessionId);
    }
    return json;
  }
}
