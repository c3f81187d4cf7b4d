package io.tallystream.bench.measure;

/** Whether the system keeps up with a rate, and how fresh it is meanwhile. */
public final class Sustained implements Phase {
  private static final int[] RATES = {3_000, 15_000};
  private static final double SENT = 0.99;
  private static final double FRESH_MILLIS = 2_000;

  @Override
  public void run(Run run) throws Exception {
    run.warmUp();
    for (int rate : run.settings().rates(RATES)) {
      sustain(run, rate);
    }
  }

  private static void sustain(Run run, int rate) throws Exception {
    String name = "bench-sustained-" + System.currentTimeMillis();
    Load load =
        Load.ofSpans(run.api(), run.spans(), name, run.settings().connections()).start(rate);
    Samples samples;
    long sent;
    long behind;
    double seconds;
    try (Probes probes = Probes.start(run)) {
      long start = System.nanoTime();
      sent = load.runFor(run.settings().phase());
      seconds = Run.secondsSince(start);
      behind = run.lag().of(Lag.Consumer.ENRICHMENT);
      samples = probes.finish();
    }
    double[] millis = samples.percentiles(0.5, 0.99);
    boolean keptUp = sent >= SENT * rate * seconds && millis[1] < FRESH_MILLIS;
    Report.line(
        "sustained %,d spans/s for %.0f s".formatted(rate, seconds),
        "%s: %,.0f spans/s acknowledged, p50 %,.0f ms, p99 %,.0f ms (%,d probes), %,d records"
            + " behind at the end",
        keptUp ? "kept up" : "did NOT keep up",
        sent / seconds,
        millis[0],
        millis[1],
        samples.samples().size(),
        behind);
    run.awaitVisible(name, sent);
  }
}
