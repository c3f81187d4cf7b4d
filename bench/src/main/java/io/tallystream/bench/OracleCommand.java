package io.tallystream.bench;

import io.tallystream.audit.Comparison;
import io.tallystream.bench.client.Api;
import io.tallystream.bench.oracle.OracleRun;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "oracle",
    mixinStandardHelpOptions = true,
    description =
        "Sends seeded events (creates, updates, duplicates, shuffled, late) and compares every"
            + " stored rollup with a recompute.")
final class OracleCommand implements Callable<Integer> {
  @Mixin private Target target = new Target();

  @Option(
      names = "--events",
      defaultValue = "200000",
      description = "how many to send (default: ${DEFAULT-VALUE})")
  private int events;

  @Option(
      names = "--seed",
      description = "repeat a run on a fresh project (default: from the clock)")
  private long seed = System.currentTimeMillis() / 1000;

  @Option(
      names = "--wait",
      defaultValue = "120",
      description = "seconds to wait for exact rollups (default: ${DEFAULT-VALUE})")
  private int wait;

  @Override
  public Integer call() throws Exception {
    try (Api api = target.api()) {
      System.out.printf("oracle: %,d events, --seed %d%n", events, seed);
      var run = new OracleRun(api, target.database(), seed, events);
      long start = System.nanoTime();
      run.send(sent -> progress(sent, run.size(), start));
      Comparison comparison = run.await(Duration.ofSeconds(wait));
      System.out.print(comparison.report());
      System.out.println(comparison.exact() ? "exact" : "NOT exact; repeat with --seed " + seed);
      return comparison.exact() ? 0 : 1;
    }
  }

  private static void progress(int sent, int all, long start) {
    if (sent % 10_000 < 250) {
      System.out.printf(
          "  sent %,d of %,d (%,.0f/s)%n", sent, all, sent / ((System.nanoTime() - start) / 1e9));
    }
  }
}
