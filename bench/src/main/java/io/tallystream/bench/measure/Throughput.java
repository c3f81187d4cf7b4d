package io.tallystream.bench.measure;

/** The gateway while everything behind it works, and the whole chain until the last row. */
public final class Throughput implements Phase {
  private static final java.time.Duration QUICK = java.time.Duration.ofSeconds(4);

  @Override
  public void run(Run run) throws Exception {
    run.warmUp();
    String name = "bench-" + System.currentTimeMillis();
    Footprint.Usage before = run.footprint().usage();
    long start = System.nanoTime();
    long sent =
        Load.ofSpans(run.api(), run.spans(), name, run.settings().connections())
            .start(0)
            .runFor(run.settings().quick() ? QUICK : run.settings().phase());
    double gateway = sent / Run.secondsSince(start);
    Report.line("gateway beside all stages, 1 KB spans x 100, acks=all", "%,.0f spans/s", gateway);
    run.gateway("gateway beside all stages", gateway);
    run.awaitVisible(name, sent);
    double endToEnd = sent / Run.secondsSince(start);
    run.endToEnd(endToEnd);
    Report.line(
        "end to end until all rows and rollups are stored",
        "%,.0f spans/s (%,d spans)",
        endToEnd,
        sent);
    run.footprint()
        .usage()
        .since(before)
        .forEach(
            (process, seconds) ->
                Report.line("  CPU of a span, " + process, "%.1f us", seconds * 1e6 / sent));
  }
}
