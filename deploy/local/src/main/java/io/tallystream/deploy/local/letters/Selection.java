package io.tallystream.deploy.local.letters;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Conditions on {@code dead_letter l} and {@code project p}; null does not narrow. */
public record Selection(
    @Nullable String stage,
    @Nullable String reason,
    @Nullable String project,
    @Nullable Boolean replayed,
    long beforeMicros) {
  /** What a project is called whose letters belong to none. */
  public static final String NO_PROJECT = "none";

  String condition() {
    return """
        l.quarantined_us < ?
          AND l.stage = coalesce(?, l.stage)
          AND l.reason = coalesce(?, l.reason)
          AND coalesce(p.id, 'none') = coalesce(?, p.id, 'none')
          AND (l.replays > 0) = coalesce(?, l.replays > 0)""";
  }

  /** Binds the condition; returns the number of the next parameter. */
  int bind(PreparedStatement statement) throws SQLException {
    statement.setLong(1, beforeMicros);
    statement.setString(2, stage);
    statement.setString(3, reason);
    statement.setString(4, project);
    statement.setObject(5, replayed, Types.BOOLEAN);
    return 6;
  }
}
