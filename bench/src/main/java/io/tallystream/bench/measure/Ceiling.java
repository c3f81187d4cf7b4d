package io.tallystream.bench.measure;

/**
 * The raw producer, and each gateway's figure against it. Last: the gigabyte that it leaves for the
 * disk to write would slow down what follows.
 */
public final class Ceiling implements Phase {
  @Override
  public void run(Run run) throws Exception {
    double records = RawProducer.recordsPerSecond(run.kafka(), run.settings().phase());
    Report.line("raw producer (1 KiB, lz4, acks=all, 1 thread)", "%,.0f records/s", records);
    run.gateways()
        .forEach(
            (what, rate) ->
                Report.line(
                    what + " against the raw producer",
                    "%.0f %% (target for the gateway alone 50 %%)",
                    100 * rate / records));
  }
}
