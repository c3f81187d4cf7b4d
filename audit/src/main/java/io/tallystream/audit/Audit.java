package io.tallystream.audit;

import static io.tallystream.audit.Rollups.DAY;
import static io.tallystream.audit.Rollups.HOUR;

import io.tallystream.audit.StoredFacts.Where;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Recomputes a project's rollups from its stored facts and compares, in one snapshot of all tables.
 */
public final class Audit {
  private static final Set<String> NOT_BY_HOUR = Set.of("rollup_user", "rollup_session");

  private Audit() {}

  private interface Look {
    Comparison at(StoredFacts facts) throws SQLException;
  }

  /** Every row; facts and rollups must have settled. */
  public static Comparison of(Connection database, int project) throws SQLException {
    return inSnapshot(
        database,
        project,
        facts -> {
          var rollups = new Rollups(key -> true);
          facts.observations(Where.EVERYTHING, rollups);
          facts.traces(Where.EVERYTHING, rollups);
          facts.wholeTraces(Where.EVERYTHING, rollups);
          facts.scores(Where.EVERYTHING, rollups);
          return Comparison.of(
              rollups.rows(),
              StoredRollups.read(database, project, Long.MIN_VALUE, Long.MAX_VALUE));
        });
  }

  /**
   * The rows of one hour; of the sessions whose traces are in it, for life; and with the last hour
   * of a day (UTC) those of the day's users. So each row is looked at once when its time is over.
   *
   * @param hour start in seconds since the epoch
   */
  public static Comparison ofHour(Connection database, int project, long hour) throws SQLException {
    return inSnapshot(
        database,
        project,
        facts -> {
          var expected = new TreeMap<Rollups.Key, Totals>();
          var stored = new TreeMap<Rollups.Key, Totals>();
          hourly(database, project, facts, hour, expected, stored);
          sessions(database, project, facts, hour, expected, stored);
          if (Math.floorMod(hour + HOUR, DAY) == 0) {
            users(database, project, facts, hour + HOUR - DAY, expected, stored);
          }
          return Comparison.of(expected, stored);
        });
  }

  private static void hourly(
      Connection database,
      int project,
      StoredFacts facts,
      long hour,
      Map<Rollups.Key, Totals> expected,
      Map<Rollups.Key, Totals> stored)
      throws SQLException {
    var rollups = new Rollups(key -> key.bucket() == hour && !NOT_BY_HOUR.contains(key.table()));
    facts.observations(starting(hour, HOUR), rollups);
    facts.traces(in("t.timestamp_us", hour, HOUR), rollups);
    facts.wholeTraces(in("t.timestamp_us", hour, HOUR), rollups);
    facts.scores(in("s.timestamp_us", hour, HOUR), rollups);
    expected.putAll(rollups.rows());
    for (String table : StoredRollups.TABLES.keySet()) {
      if (!NOT_BY_HOUR.contains(table)) {
        StoredRollups.read(database, table, project, new Where("bucket_s = ?", hour), stored);
      }
    }
  }

  private static void sessions(
      Connection database,
      int project,
      StoredFacts facts,
      long hour,
      Map<Rollups.Key, Totals> expected,
      Map<Rollups.Key, Totals> stored)
      throws SQLException {
    String ofTheHour =
        """
        session_id IN (SELECT h.session_id FROM trace h
          WHERE h.project_id = %d AND h.timestamp_us >= ? AND h.timestamp_us < ?)"""
            .formatted(project);
    Object[] period = in("", hour, HOUR).values();
    var rollups = new Rollups(key -> key.table().equals("rollup_session"));
    facts.observations(new Where("t." + ofTheHour, period), rollups);
    facts.traces(new Where("t." + ofTheHour, period), rollups);
    expected.putAll(rollups.rows());
    StoredRollups.read(database, "rollup_session", project, new Where(ofTheHour, period), stored);
  }

  private static void users(
      Connection database,
      int project,
      StoredFacts facts,
      long day,
      Map<Rollups.Key, Totals> expected,
      Map<Rollups.Key, Totals> stored)
      throws SQLException {
    var rollups = new Rollups(key -> key.table().equals("rollup_user") && key.bucket() == day);
    Where starts = starting(day, DAY);
    facts.observations(
        new Where(starts.sql() + " AND t.user_id IS NOT NULL", starts.values()), rollups);
    facts.traces(in("t.timestamp_us", day, DAY), rollups);
    expected.putAll(rollups.rows());
    StoredRollups.read(database, "rollup_user", project, new Where("bucket_s = ?", day), stored);
  }

  /** Observations of a part of one day, which is what their table is partitioned by. */
  private static Where starting(long fromSecond, long seconds) {
    Where times = in("o.start_us", fromSecond, seconds);
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(fromSecond, DAY));
    return new Where(times.sql() + " AND o.day = '" + day + "'", times.values());
  }

  private static Where in(String column, long fromSecond, long seconds) {
    return new Where(
        "%s >= ? AND %s < ?".formatted(column, column),
        fromSecond * 1_000_000,
        (fromSecond + seconds) * 1_000_000);
  }

  private static Comparison inSnapshot(Connection database, int project, Look look)
      throws SQLException {
    database.setAutoCommit(false);
    try {
      database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      database.setReadOnly(true);
      return look.at(new StoredFacts(database, project));
    } finally {
      database.rollback();
      database.setReadOnly(false);
      database.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      database.setAutoCommit(true);
    }
  }
}
