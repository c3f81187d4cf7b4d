package io.tallystream.query.deletion;

import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deletion of many traces.
 *
 * @param userId whose; absent when it is not one user's, and once it is done
 * @param beforeUs what is older; of every age: the greatest number
 * @param topic what pages are of now: {@code events} for traces, then {@code scores}
 * @param after where the next page starts
 * @param total traces at the start
 * @param done traces that were commanded; all are gone when the state is {@code DONE}
 */
record Deletion(
    UUID id,
    int project,
    String kind,
    @Nullable String userId,
    long beforeUs,
    String state,
    String topic,
    @Nullable UUID after,
    long total,
    long done,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt) {
  static final String COLUMNS =
      "id, project_id, kind, user_id, before_us, state, topic, after_h, total, done, created_at, updated_at";

  static Deletion of(Row row) {
    return new Deletion(
        row.getUUID("id"),
        row.getInteger("project_id"),
        row.getString("kind"),
        row.getString("user_id"),
        row.getLong("before_us"),
        row.getString("state"),
        row.getString("topic"),
        row.getUUID("after_h"),
        row.getLong("total"),
        row.getLong("done"),
        row.getOffsetDateTime("created_at"),
        row.getOffsetDateTime("updated_at"));
  }

  boolean isOfUser() {
    return kind.equals("USER");
  }
}
