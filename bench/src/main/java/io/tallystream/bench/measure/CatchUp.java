package io.tallystream.bench.measure;

import java.util.OptionalDouble;

/** Streams stages stopped while spans come in at the rate that they sustain; then started. */
public final class CatchUp implements Phase {
  private static final int RATE = 3_000;
  private static final double TARGET = 2;

  @Override
  public void run(Run run) throws Exception {
    run.awaitDrained();
    OptionalDouble sustained = run.endToEnd();
    int rate = run.settings().rates((int) Math.max(100, sustained.orElse(RATE)))[0];
    String name = "bench-catchup-" + System.currentTimeMillis();
    long sent;
    double seconds;
    double starting;
    try (Stages stages = Stages.of(run.system())) {
      stages.stopAll();
      sent =
          Load.ofSpans(run.api(), run.spans(), name, run.settings().connections())
              .start(rate)
              .runFor(run.settings().phase());
      long whole = run.lag().of(Lag.Consumer.ENRICHMENT);
      long start = System.nanoTime();
      stages.startAll();
      while (run.lag().of(Lag.Consumer.ENRICHMENT) >= whole) {
        Thread.sleep(20);
      }
      starting = Run.secondsSince(start);
      run.awaitVisible(name, sent);
      seconds = Run.secondsSince(start);
      run.cold();
    }
    double drained = sent / (seconds - starting);
    Report.line(
        "catch-up after %d s of stopped consumers".formatted(run.settings().phase().toSeconds()),
        "%,.0f spans/s (%,d spans at %,d/s, the issue's hour scaled down; started cold within %.1f"
            + " s, which is not in it)",
        drained,
        sent,
        rate,
        starting);
    sustained.ifPresentOrElse(
        rateSustained ->
            Report.line(
                "catch-up against end to end",
                "%.2f (target %.0f)",
                drained / rateSustained,
                TARGET),
        () ->
            Report.skipped(
                "catch-up against end to end", "needs phase throughput in the same run"));
  }
}
