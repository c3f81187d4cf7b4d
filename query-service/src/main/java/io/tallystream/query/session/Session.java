package io.tallystream.query.session;

import io.tallystream.query.view.ViewTime;
import io.vertx.mutiny.sqlclient.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session at its first sight over all parts.
 *
 * @param created microseconds since the epoch
 */
record Session(String id, long created, String environment) {
  static Session of(Row row) {
    return new Session(
        row.getString("session_id"), row.getLong("created_us"), row.getString("environment"));
  }

  Map<String, @Nullable Object> json(String projectId) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("createdAt", ViewTime.iso(created));
    json.put("projectId", projectId);
    json.put("environment", environment);
    return json;
  }
}
