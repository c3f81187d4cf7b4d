package io.tallystream.faults;

import io.tallystream.deploy.local.Stage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The views are derived: dropped, they come back byte by byte. */
final class Replay {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> TABLES =
      List.of(
          "observation",
          "trace",
          "session",
          "score",
          "rollup_total",
          "rollup_model",
          "rollup_prompt",
          "rollup_name",
          "rollup_user",
          "rollup_session",
          "rollup_trace_name",
          "rollup_tag",
          "rollup_trace",
          "rollup_score");

  private Replay() {}

  static void fromZero(Rig rig) throws Exception {
    Orders.send(rig, Orders.everything(rig));
    Map<String, String> before = settled(rig);
    for (int i = 0; i < rig.faults(); i++) {
      rig.system().kill(Stage.ENRICHMENT);
      rig.system().kill(Stage.AGGREGATOR);
      try (Connection database = rig.database();
          Statement statement = database.createStatement()) {
        statement.execute("TRUNCATE sink_offset, " + String.join(", ", TABLES));
      }
      long dropped = System.nanoTime();
      rig.launch(Stage.ENRICHMENT, Map.of());
      rig.launch(Stage.AGGREGATOR, Map.of());
      rig.readyOrGone(Stage.ENRICHMENT);
      rig.readyOrGone(Stage.AGGREGATOR);
      long end = System.nanoTime() + PATIENCE.toNanos();
      Map<String, String> after = settled(rig);
      while (!after.equals(before) && System.nanoTime() < end) {
        after = settled(rig);
      }
      rig.recovered(dropped);
      for (String table : TABLES) {
        rig.require(
            before.get(table).equals(after.get(table)), table + " differs after the replay");
      }
      rig.faultDone();
    }
  }

  /** Checksums that did not change for some seconds. */
  private static Map<String, String> settled(Rig rig) throws Exception {
    Map<String, String> last = Map.of();
    Map<String, String> now = checksums(rig);
    while (!now.equals(last)) {
      Thread.sleep(3_000);
      last = now;
      now = checksums(rig);
    }
    return now;
  }

  private static Map<String, String> checksums(Rig rig) throws SQLException {
    var all = new LinkedHashMap<String, String>();
    try (Connection database = rig.database();
        Statement statement = database.createStatement()) {
      for (String table : TABLES) {
        try (ResultSet row =
            statement.executeQuery(
                "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '') FROM "
                    + table
                    + " t")) {
          row.next();
          all.put(table, row.getString(1));
        }
      }
    }
    return all;
  }
}
