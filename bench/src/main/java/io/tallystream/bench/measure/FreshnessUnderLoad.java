package io.tallystream.bench.measure;

/** Freshness of single spans beside a moderate load. */
public final class FreshnessUnderLoad implements Phase {
  private static final int RATE = 1_000;
  private static final int PROBES = 200;
  private static final int QUICK_PROBES = 60;

  @Override
  public void run(Run run) throws Exception {
    run.warmUp();
    int rate = run.settings().rates(RATE)[0];
    try (Load load = Load.ofSpans(run.api(), run.spans(), "bench-background", 2).start(rate)) {
      double[] millis =
          Freshness.percentiles(
              run.api(),
              run.database(),
              run.project(),
              run.spans(),
              run.settings().quick() ? QUICK_PROBES : PROBES,
              0.5,
              0.95,
              0.99);
      Report.line(
          "freshness, 2xx to row, at %,d spans/s".formatted(rate),
          "p50 %.0f ms, p95 %.0f ms, p99 %.0f ms (%,d spans beside it)",
          millis[0],
          millis[1],
          millis[2],
          load.acknowledged());
    }
  }
}
