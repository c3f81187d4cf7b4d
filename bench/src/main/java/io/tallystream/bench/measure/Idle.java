package io.tallystream.bench.measure;

import java.time.Duration;

/** Memory and processor time of everything that runs, while nothing is sent. */
public final class Idle implements Phase {
  private static final Duration SETTLE = Duration.ofSeconds(5);

  @Override
  public void run(Run run) throws Exception {
    run.awaitDrained();
    Thread.sleep(SETTLE);
    double memory = 0;
    double cores = 0;
    for (Footprint.Process process : run.footprint().measure(run.settings().phase())) {
      Report.line(
          "idle " + process.name(), "%,.0f MiB, %.3f cores", process.rssMiB(), process.cores());
      if (!process.name().equals(Footprint.BENCH)) {
        memory += process.rssMiB();
        cores += process.cores();
      }
    }
    Report.line(
        "idle, all that ./tally up starts",
        "%,.0f MiB, %.3f cores (target 1,229 MiB, 0.05)",
        memory,
        cores);
  }
}
