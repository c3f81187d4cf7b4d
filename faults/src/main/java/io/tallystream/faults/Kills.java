package io.tallystream.faults;

import io.tallystream.deploy.local.Stage;
import io.tallystream.event.Failpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code kill -9} of a stage: at random moments, and at failpoints, which a random kill would
 * rarely hit.
 */
final class Kills {
  private static final long REACHED_WITHIN_SECONDS = 60;

  /** How many arrivals at most before the kill, so that every part of a start and a run is hit. */
  private static final Map<Failpoint, Integer> ARRIVALS =
      Map.of(
          Failpoint.AFTER_PRODUCE_BEFORE_200, 20,
          Failpoint.AFTER_STATE_WRITE, 300,
          Failpoint.AFTER_CHANGELOG_SEND, 200,
          Failpoint.BEFORE_TXN_COMMIT, 20,
          Failpoint.MID_BATCH, 30,
          Failpoint.AFTER_PG_COMMIT_BEFORE_POLL, 30,
          Failpoint.AFTER_OFFSET_BEFORE_ROWS, 8);

  private Kills() {}

  /** The kills are dealt out evenly, one stage after the other. */
  static Row.Injection of(List<Stage> stages, Failpoint... points) {
    return of(stages, "", points);
  }

  /**
   * The same with stages that are broken on purpose.
   *
   * @param variant of {@link Failpoint#VARIABLE}
   */
  static Row.Injection of(List<Stage> stages, String variant, Failpoint... points) {
    return rig -> {
      for (int i = 0; i < stages.size(); i++) {
        int kills = rig.faults() * (i + 1) / stages.size() - rig.faults() * i / stages.size();
        if (kills > 0) {
          ofOne(rig, stages.get(i), kills, variant, points);
        }
      }
    };
  }

  private static void ofOne(Rig rig, Stage stage, int kills, String variant, Failpoint... points)
      throws Exception {
    List<String> plans = plans(rig, kills, variant, points);
    rig.system().kill(stage);
    rig.launch(stage, Map.of(Failpoint.VARIABLE, plans.getFirst()));
    int atFailpoints = 0;
    for (int i = 0; i < kills; i++) {
      boolean atFailpoint = plans.get(i).contains("kill") && diesByItself(rig, stage);
      if (!atFailpoint) {
        rig.readyOrGone(stage);
        rig.peace();
        rig.system().kill(stage);
      }
      atFailpoints += atFailpoint ? 1 : 0;
      long killed = System.nanoTime();
      boolean last = i + 1 == kills;
      rig.launch(stage, Map.of(Failpoint.VARIABLE, last ? variant : plans.get(i + 1)));
      if (rig.readyOrGone(stage)) {
        rig.recovered(killed);
      }
      rig.faultDone();
    }
    rig.note(
        "%s: %d at failpoints, %d at random"
            .formatted(stage.module(), atFailpoints, kills - atFailpoints));
  }

  /** One start of the process each. */
  private static List<String> plans(Rig rig, int kills, String variant, Failpoint... points) {
    var plans = new ArrayList<String>();
    for (int i = 0; i < kills; i++) {
      // A broken variant is given its worst moments only: a random kill may find it idle.
      int choice = rig.random().nextInt(variant.isEmpty() ? points.length + 1 : points.length);
      // And only in full flow: in its first moments nothing is committed that could be lost.
      boolean inFullFlow = !variant.isEmpty();
      String kill = choice == points.length ? "" : kill(rig, points[choice], inFullFlow);
      plans.add(variant.isEmpty() || kill.isEmpty() ? variant + kill : variant + ";" + kill);
    }
    return plans;
  }

  private static String kill(Rig rig, Failpoint point, boolean inFullFlow) {
    int most = ARRIVALS.get(point);
    int every = (inFullFlow ? most : 0) + 1 + rig.random().nextInt(most);
    return point.spelling() + ":kill:every=" + every;
  }

  /** Counted from when it is ready: a start may take longer than all that follows. */
  private static boolean diesByItself(Rig rig, Stage stage) throws Exception {
    if (!rig.readyOrGone(stage)) {
      return true;
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(REACHED_WITHIN_SECONDS);
    while (System.nanoTime() < end) {
      if (!rig.runs(stage)) {
        return true;
      }
      Thread.sleep(20);
    }
    return false;
  }
}
