package io.tallystream.faults;

import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.deploy.local.views.Rebuild;
import io.tallystream.deploy.local.views.Views;
import java.time.Duration;
import java.util.Map;

/** The views are derived: dropped, they come back byte by byte. */
final class Replay {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private Replay() {}

  static void fromZero(Rig rig) throws Exception {
    Orders.send(rig, Orders.everything(rig));
    try (var views = Views.open(DatabaseAddress.parse(rig.system().databaseUrl()))) {
      Map<String, String> before = settled(views);
      for (int i = 0; i < rig.faults(); i++) {
        long dropped = System.nanoTime();
        Rebuild.start(views).await(PATIENCE, progress -> {});
        rig.recovered(dropped);
        Map<String, String> after = settled(views);
        before.forEach(
            (table, rows) ->
                rig.require(rows.equals(after.get(table)), table + " differs after the replay"));
        rig.faultDone();
      }
    }
  }

  /** Checksums that did not change for some seconds. */
  private static Map<String, String> settled(Views views) throws Exception {
    Map<String, String> last = Map.of();
    Map<String, String> now = views.checksums();
    while (!now.equals(last)) {
      Thread.sleep(3_000);
      last = now;
      now = views.checksums();
    }
    return now;
  }
}
