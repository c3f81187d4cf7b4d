package io.tallystream.bench.measure;

import io.tallystream.bench.client.Api;
import io.tallystream.bench.client.HotProject;
import io.tallystream.bench.client.Operator;
import java.util.Map;

/** How much one project at 50 times its share moves the freshness of another. */
public final class Tenants implements Phase {
  private static final int RATE = 1_000;
  private static final int FLOOD = 50;
  private static final int HARD_LIMIT = 10;
  private static final int ROUNDS = 3;
  private static final int PROBES = 100;
  private static final int QUICK_PROBES = 60;

  private final String url;
  private final String adminKey;
  private final int share;

  /**
   * @param share soft limit of the hot project, in spans a second
   */
  public Tenants(String url, String adminKey, int share) {
    this.url = url;
    this.adminKey = adminKey;
    this.share = share;
  }

  @Override
  public void run(Run run) throws Exception {
    if (adminKey.isEmpty()) {
      Report.skipped("tenants", "needs --admin-key, the system's TALLY_ADMIN_KEY");
      return;
    }
    run.warmUp();
    int rate = run.settings().rates(RATE)[0];
    boolean quick = run.settings().quick();
    int probes = quick ? QUICK_PROBES : PROBES;
    HotProject hot = HotProject.create(run.database());
    new Operator(url, adminKey)
        .setQuota(
            HotProject.ID,
            Map.of("softEventsPerSecond", share, "hardEventsPerSecond", HARD_LIMIT * share));
    String name = "bench-hot-" + System.currentTimeMillis();
    var neighbours = new Neighbours(run.api(), run.database(), run.project(), run.spans());
    long accepted = 0;
    long offered = 0;
    try (Api hotApi = new Api(url, hot.publicKey(), hot.secretKey());
        Load load = Load.ofSpans(run.api(), run.spans(), "bench-background", 2).start(rate)) {
      while (hotApi.exportOnce(run.spans().request("bench-warm-up", 1)) != 200) {
        Thread.sleep(200); // its key is on its way
      }
      for (int round = 0; round < (quick ? 1 : ROUNDS); round++) {
        neighbours.measureAlone(probes);
        try (Flood flood = new Flood(hotApi, run.spans(), name).start(FLOOD * share)) {
          neighbours.measureBeside(probes);
          flood.close();
          accepted += flood.accepted();
          offered += flood.offered();
        }
        run.awaitRows(hot.number(), name, accepted);
      }
    }
    double[] alone = neighbours.alone(0.5, 0.99);
    double[] beside = neighbours.beside(0.5, 0.99);
    Report.line(
        "others alone, at %,d spans/s".formatted(rate),
        "p50 %.0f ms, p99 %.0f ms",
        alone[0],
        alone[1]);
    Report.line(
        "others beside a project at %,d spans/s, share %,d".formatted(FLOOD * share, share),
        "p50 %.0f ms, p99 %.0f ms",
        beside[0],
        beside[1]);
    Report.line(
        "moved by",
        "p50 %+.0f %%, p99 %+.0f %% (target 20)",
        moved(alone[0], beside[0]),
        moved(alone[1], beside[1]));
    Report.line(
        "that project", "%,d of %,d spans accepted, all of them visible", accepted, offered);
  }

  private static double moved(double from, double to) {
    return 100 * (to / from - 1);
  }
}
