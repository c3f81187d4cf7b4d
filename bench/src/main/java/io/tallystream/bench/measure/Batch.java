package io.tallystream.bench.measure;

import io.tallystream.bench.generator.SdkEvents;

/** The batch route with the events of the real SDKs, until the last row. */
public final class Batch implements Phase {
  private static final double TARGET = 10_000;

  @Override
  public void run(Run run) throws Exception {
    run.warmUp();
    Load.ofEvents(run.api(), "bench-warm-up", run.settings().connections())
        .start(0)
        .runFor(run.settings().phase());
    run.awaitDrained();
    String name = "bench-batch-" + System.currentTimeMillis();
    Footprint.Usage before = run.footprint().usage();
    long start = System.nanoTime();
    Load load = Load.ofEvents(run.api(), name, run.settings().connections()).start(0);
    long events = load.runFor(run.settings().phase());
    Report.line(
        "batch route, %d events a request".formatted(SdkEvents.OF_A_REQUEST),
        "%,.0f events/s",
        events / Run.secondsSince(start));
    run.awaitVisible(name, load.observations());
    double endToEnd = events / Run.secondsSince(start);
    Report.line(
        "batch route end to end until all rows are stored",
        "%,.0f events/s, %.0f %% of %,.0f (%,d events, %,d observations)",
        endToEnd,
        100 * endToEnd / TARGET,
        TARGET,
        events,
        load.observations());
    run.footprint()
        .usage()
        .since(before)
        .forEach(
            (process, seconds) ->
                Report.line("  CPU of an event, " + process, "%.1f us", seconds * 1e6 / events));
  }
}
