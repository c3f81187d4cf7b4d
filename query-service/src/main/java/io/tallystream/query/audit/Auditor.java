package io.tallystream.query.audit;

import io.tallystream.audit.Audit;
import io.tallystream.audit.Comparison;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass: looks again at what is suspected, then at the next hour of each project that is due.
 *
 * <p>Facts and rollups are stored by different sinks, so that one snapshot may hold a fact whose
 * rollup is on its way. A difference is therefore suspected first, and drift only when the same
 * rows differ in the same way after both sinks have stored what was appended a grace later.
 */
final class Auditor {
  private static final long HOUR = 3_600;

  private final AuditTable table;
  private final Connection database;
  private final Duration grace;

  /**
   * @param grace how long a change may take from its fact to its rollups
   */
  Auditor(Connection database, Duration grace) {
    this.table = new AuditTable(database);
    this.database = database;
    this.grace = grace;
  }

  /**
   * Another instance's pass, which is under way, does instead of this one.
   *
   * @param watermark everything appended before it is stored, by both sinks
   * @param interval between two hours of a project
   * @return hours that were looked at
   */
  int pass(Instant watermark, Instant now, Duration interval) throws SQLException {
    if (!table.lock()) {
      return 0;
    }
    try {
      table.forgetBefore(now.minus(Duration.ofDays(90)));
      int hours = 0;
      Instant settled = watermark.minus(grace);
      for (AuditTable.Hour suspect : table.suspects(settled)) {
        look(suspect, now, settled);
        hours++;
      }
      for (int project : table.due(now.minus(interval))) {
        for (AuditTable.Hour hour : next(project, settled)) {
          look(hour, now, settled);
          hours++;
        }
      }
      return hours;
    } finally {
      table.unlock();
    }
  }

  /** What is known to be wrong, since it may have been repaired, and the next closed hour. */
  private List<AuditTable.Hour> next(int project, Instant settled) throws SQLException {
    List<AuditTable.Hour> hours = table.drifted(project);
    long closed = Math.floorDiv(settled.getEpochSecond(), HOUR) * HOUR - HOUR;
    hours.addAll(table.nextClosed(project, closed));
    return hours;
  }

  private void look(AuditTable.Hour hour, Instant now, Instant settled) throws SQLException {
    var before = table.of(hour);
    var after = Audit.ofHour(database, hour.project(), hour.start()).families();
    for (var seen : after.entrySet()) {
      String family = seen.getKey().substring("rollup_".length());
      AuditState state = judge(before.get(family), seen.getValue(), settled);
      table.save(hour, family, seen.getValue(), state, now);
    }
  }

  private static AuditState judge(
      AuditTable.@Nullable Seen before, Comparison.Family now, Instant settled) {
    if (now.drift() == 0) {
      return AuditState.EXACT;
    }
    if (before == null) {
      return AuditState.SUSPECT;
    }
    boolean same = before.fingerprint() == now.fingerprint() && !before.at().isAfter(settled);
    return switch (before.state()) {
      case EXACT -> AuditState.SUSPECT;
      case SUSPECT -> same ? AuditState.DRIFT : AuditState.SUSPECT;
      case DRIFT -> AuditState.DRIFT;
    };
  }
}
