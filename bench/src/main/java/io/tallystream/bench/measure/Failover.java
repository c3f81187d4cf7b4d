package io.tallystream.bench.measure;

import io.tallystream.deploy.local.Stage;
import java.time.Duration;
import java.util.OptionalDouble;

/** {@code kill -9} of enrichment under load: how long until spans are fresh again. */
public final class Failover implements Phase {
  private static final int RATE = 3_000;
  private static final int TRIES = 4;
  private static final Duration STEADY = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(120);
  private static final double WINDOW_SECONDS = 5;
  private static final double PERCENTILE = 0.99;
  private static final double FRESH_MILLIS = 2_000;
  private static final double TARGET_SECONDS = 30;

  @Override
  public void run(Run run) throws Exception {
    run.warmUp();
    int rate = run.settings().rates(RATE)[0];
    for (int i = 0; i < TRIES; i++, rate /= 2) {
      if (failover(run, rate)) {
        return;
      }
    }
    Report.skipped("failover", "the system is not fresh under %d spans/s".formatted(rate * 2));
  }

  /** False when the system does not even sustain the rate without a kill. */
  private static boolean failover(Run run, int rate) throws Exception {
    String name = "bench-failover-" + System.currentTimeMillis();
    Load load =
        Load.ofSpans(run.api(), run.spans(), name, run.settings().connections()).start(rate);
    boolean sustained;
    try (Stages stages = Stages.of(run.system());
        Probes probes = Probes.start(run)) {
      double begin = Probes.clock();
      Thread.sleep(STEADY);
      double before = probes.samples().percentiles(PERCENTILE)[0];
      sustained = before < FRESH_MILLIS;
      if (sustained) {
        kill(run, stages, probes, rate, before);
      } else {
        Report.line(
            "failover at %,d spans/s".formatted(rate),
            "not sustained: p99 %,.0f ms in %.0f s without a kill; half of it is tried",
            before,
            Probes.clock() - begin);
      }
      load.close();
    }
    run.awaitVisible(name, load.acknowledged());
    return sustained;
  }

  private static void kill(Run run, Stages stages, Probes probes, int rate, double before)
      throws Exception {
    long state = Storage.bytes(Storage.stateFolder(run, Stage.ENRICHMENT));
    double killed = Probes.clock();
    stages.killAndStart(Stage.ENRICHMENT);
    run.cold();
    OptionalDouble recovered = OptionalDouble.empty();
    double longest = killed + LONGEST.toSeconds();
    while (Probes.clock() < longest) {
      Thread.sleep(Duration.ofSeconds(1));
      recovered = recovery(probes.samples(), killed);
      // A window without a bad probe that begins after what was found.
      if (recovered.isPresent()
          && Probes.clock() - killed > recovered.getAsDouble() + 2 * WINDOW_SECONDS) {
        break;
      }
    }
    String what =
        "failover of enrichment at %,d spans/s, %,d MiB of state".formatted(rate, state >> 20);
    if (recovered.isPresent()) {
      Report.line(
          what,
          "p99 of 5 s under 2 s again after %.1f s (target %.0f); before: %,.0f ms",
          recovered.getAsDouble(),
          TARGET_SECONDS,
          before);
    } else {
      Report.line(what, "p99 of 5 s NOT under 2 s after %d s", LONGEST.toSeconds());
    }
  }

  private static OptionalDouble recovery(Samples samples, double killed) {
    return samples.recovery(killed, WINDOW_SECONDS, PERCENTILE, FRESH_MILLIS);
  }
}
