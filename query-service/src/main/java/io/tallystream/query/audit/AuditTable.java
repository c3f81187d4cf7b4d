package io.tallystream.query.audit;

import io.tallystream.audit.Comparison;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Table {@code audit}, written by one auditor at a time. */
final class AuditTable {
  private static final String LOCK = "/* audit.lock */ SELECT pg_try_advisory_lock(28274)";
  private static final String UNLOCK = "/* audit.unlock */ SELECT pg_advisory_unlock(28274)";
  private static final String FORGET = "/* audit.forget */ DELETE FROM audit WHERE at < ?";
  private static final String SUSPECTS =
      """
      /* audit.suspects */
      SELECT project_id, hour_s FROM audit WHERE state = 'SUSPECT'
      GROUP BY 1, 2 HAVING max(at) <= ? ORDER BY max(at) LIMIT 100""";
  private static final String DRIFTED =
      """
      /* audit.drifted */
      SELECT project_id, hour_s FROM audit WHERE state = 'DRIFT' AND project_id = ?
      GROUP BY 1, 2 ORDER BY min(at) LIMIT 3""";
  private static final String DUE =
      """
      /* audit.due */
      SELECT p.number FROM project p
      WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.project_id = p.number AND a.at > ?)
      ORDER BY 1""";
  // Hours without facts and rows are passed over: the newest that was never looked at, else the one
  // whose look is the oldest.
  private static final String NEXT =
      """
      /* audit.next */
      SELECT p.number, h.s FROM project p, generate_series(?::bigint - 30 * 86400, ?, 3600) AS h (s)
      WHERE p.number = ? AND (
        EXISTS (SELECT 1 FROM observation o WHERE o.project_id = p.number
          AND o.day = (to_timestamp(h.s) AT TIME ZONE 'UTC')::date
          AND o.start_us >= h.s * 1000000 AND o.start_us < (h.s + 3600) * 1000000)
        OR EXISTS (SELECT 1 FROM trace t WHERE t.project_id = p.number
          AND t.timestamp_us >= h.s * 1000000 AND t.timestamp_us < (h.s + 3600) * 1000000)
        OR EXISTS (SELECT 1 FROM score s WHERE s.project_id = p.number
          AND s.timestamp_us >= h.s * 1000000 AND s.timestamp_us < (h.s + 3600) * 1000000)
        OR EXISTS (SELECT 1 FROM rollup_total r WHERE r.project_id = p.number AND r.bucket_s = h.s))
      ORDER BY (SELECT max(a.at) FROM audit a WHERE a.project_id = p.number AND a.hour_s = h.s) NULLS FIRST,
        h.s DESC
      LIMIT 1""";
  private static final String READ =
      """
      /* audit.read */
      SELECT family, state, fingerprint, at FROM audit WHERE project_id = ? AND hour_s = ?""";
  private static final String SAVE =
      """
      /* audit.save */
      INSERT INTO audit (project_id, hour_s, family, compared, drift, state, fingerprint, detail, at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (project_id, hour_s, family) DO UPDATE SET compared = excluded.compared, drift = excluded.drift,
        state = excluded.state, fingerprint = excluded.fingerprint, detail = excluded.detail, at = excluded.at""";

  private final Connection database;

  AuditTable(Connection database) {
    this.database = database;
  }

  /**
   * @param start seconds since the epoch
   */
  record Hour(int project, long start) {}

  record Seen(AuditState state, int fingerprint, Instant at) {}

  /** Held by the connection; false when another instance's auditor is at work. */
  boolean lock() throws SQLException {
    try (PreparedStatement lock = database.prepareStatement(LOCK);
        ResultSet row = lock.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  void unlock() throws SQLException {
    try (PreparedStatement unlock = database.prepareStatement(UNLOCK)) {
      unlock.execute();
    }
  }

  void forgetBefore(Instant time) throws SQLException {
    try (PreparedStatement forget = database.prepareStatement(FORGET)) {
      forget.setTimestamp(1, Timestamp.from(time));
      forget.executeUpdate();
    }
  }

  /** Suspected at that time or before. */
  List<Hour> suspects(Instant before) throws SQLException {
    return hours(SUSPECTS, Timestamp.from(before));
  }

  List<Hour> drifted(int project) throws SQLException {
    return hours(DRIFTED, project);
  }

  /** At most one hour that starts at {@code newest} or before. */
  List<Hour> nextClosed(int project, long newest) throws SQLException {
    return hours(NEXT, newest, newest, project);
  }

  /** Projects of which no hour was looked at since. */
  List<Integer> due(Instant since) throws SQLException {
    var projects = new ArrayList<Integer>();
    try (PreparedStatement statement = database.prepareStatement(DUE)) {
      statement.setTimestamp(1, Timestamp.from(since));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          projects.add(row.getInt(1));
        }
      }
    }
    return projects;
  }

  /** The last look at an hour, by family. */
  Map<String, Seen> of(Hour hour) throws SQLException {
    var seen = new HashMap<String, Seen>();
    try (PreparedStatement statement = database.prepareStatement(READ)) {
      statement.setInt(1, hour.project());
      statement.setLong(2, hour.start());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          seen.put(
              row.getString(1),
              new Seen(
                  AuditState.valueOf(row.getString(2)),
                  row.getInt(3),
                  row.getTimestamp(4).toInstant()));
        }
      }
    }
    return seen;
  }

  void save(Hour hour, String family, Comparison.Family seen, AuditState state, Instant at)
      throws SQLException {
    try (PreparedStatement save = database.prepareStatement(SAVE)) {
      save.setInt(1, hour.project());
      save.setLong(2, hour.start());
      save.setString(3, family);
      save.setInt(4, seen.compared());
      save.setInt(5, seen.drift());
      save.setString(6, state.name());
      save.setInt(7, seen.fingerprint());
      save.setString(8, String.join("\n", seen.differences()));
      save.setTimestamp(9, Timestamp.from(at));
      save.executeUpdate();
    }
  }

  private List<Hour> hours(String sql, Object... values) throws SQLException {
    var hours = new ArrayList<Hour>();
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          hours.add(new Hour(row.getInt(1), row.getLong(2)));
        }
      }
    }
    return hours;
  }
}
