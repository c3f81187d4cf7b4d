package io.tallystream.bench;

import io.tallystream.audit.Database;
import io.tallystream.bench.client.Api;
import io.tallystream.bench.client.HotProject;
import io.tallystream.bench.client.Operator;
import io.tallystream.bench.measure.Flood;
import io.tallystream.bench.measure.Footprint;
import io.tallystream.bench.measure.Freshness;
import io.tallystream.bench.measure.Load;
import io.tallystream.bench.measure.Neighbours;
import io.tallystream.bench.measure.RawProducer;
import io.tallystream.bench.measure.Spans;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures a running system in one run: gateway, end to end, freshness, idle footprint, raw producer.")
final class BenchCommand implements Callable<Integer> {
  @Mixin private Target target = new Target();

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "length of each phase (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--connections",
      defaultValue = "8",
      description = "concurrent senders (default: ${DEFAULT-VALUE})")
  private int connections;

  @Option(
      names = "--rate",
      defaultValue = "1000",
      description = "spans/s during the freshness phase (default: ${DEFAULT-VALUE})")
  private int rate;

  @Option(
      names = "--share",
      defaultValue = "50",
      description =
          "tenants: soft limit in spans/s of the project that sends 50 times that (default: ${DEFAULT-VALUE})")
  private int share;

  @Option(
      names = "--admin-key",
      defaultValue = "${env:TALLY_ADMIN_KEY:-}",
      description = "tenants: TALLY_ADMIN_KEY of the system")
  private String adminKey = "";

  enum Phase {
    THROUGHPUT,
    FRESHNESS,
    IDLE,
    CEILING,
    TENANTS
  }

  @Option(
      names = "--phases",
      split = ",",
      defaultValue = "THROUGHPUT,FRESHNESS,IDLE,CEILING",
      description =
          "which of ${COMPLETION-CANDIDATES}, in this order (default: all but the last, which needs an admin key)")
  private Set<Phase> phases = Set.of();

  @Option(names = "--quick", description = "phases of 8 seconds")
  private boolean quick;

  /** A compiler in its first minute takes more than the work: that says nothing about a service. */
  private static final int WARM_UP_ROUNDS = 2;

  private static final int FLOOD = 50;
  private static final int HARD_LIMIT = 10;
  private static final int TENANT_ROUNDS = 3;

  private static final long SPANS_BEGIN_BEFORE_MILLIS = 10_000;

  private final long began = System.currentTimeMillis();
  private final Spans spans = new Spans(System.nanoTime());

  @Override
  public Integer call() throws Exception {
    Duration phase = Duration.ofSeconds(quick ? 8 : seconds);
    try (Api api = target.api();
        Connection database = Database.connect(target.database)) {
      String projectId =
          api.getJson("/api/public/projects").get("data").get(0).get("id").textValue();
      int project = Database.projectNumber(database, projectId);
      double gateway =
          phases.contains(Phase.THROUGHPUT) ? throughput(api, database, project, phase) : 0;
      if (phases.contains(Phase.FRESHNESS)) {
        freshness(api, database, project);
      }
      if (phases.contains(Phase.IDLE)) {
        footprint(phase);
      }
      if (phases.contains(Phase.CEILING)) {
        ceiling(phase, gateway);
      }
      if (phases.contains(Phase.TENANTS)) {
        tenants(api, database, project, phase);
      }
    }
    return 0;
  }

  /** Last: the gigabyte that it leaves for the disk to write would slow down what follows. */
  private void ceiling(Duration phase, double gateway) throws Exception {
    double records = RawProducer.recordsPerSecond(target.kafka, phase);
    line("raw producer (1 KiB, lz4, acks=all, 1 thread)", "%,.0f records/s", records);
    if (gateway > 0) {
      line("gateway against the raw producer", "%.0f %%", 100 * gateway / records);
    }
  }

  /** Spans a second that the gateway acknowledged. */
  private double throughput(Api api, Connection database, int project, Duration phase)
      throws SQLException, InterruptedException, IOException {
    warmUp(api, database, project, phase, 0);
    String name = "bench-" + System.currentTimeMillis();
    Footprint.Usage used = Footprint.usage();
    long start = System.nanoTime();
    long sent = new Load(api, spans, name, connections).start(0).runFor(phase);
    double gateway = sent / secondsSince(start);
    line("gateway, OTLP/HTTP, 1 KB spans x 100, acks=all", "%,.0f spans/s", gateway);
    awaitVisible(database, project, name, sent);
    line(
        "end to end until visible in PostgreSQL",
        "%,.0f spans/s (%,d spans)",
        sent / secondsSince(start),
        sent);
    Footprint.usage()
        .since(used)
        .forEach(
            (process, time) -> line("cost of a span, " + process, "%.1f us", time * 1e6 / sent));
    return gateway;
  }

  private void freshness(Api api, Connection database, int project)
      throws SQLException, InterruptedException {
    try (Load load = new Load(api, spans, "bench-background", 2).start(rate)) {
      double[] millis =
          Freshness.percentiles(api, database, project, spans, quick ? 60 : 200, 0.5, 0.95, 0.99);
      line(
          "freshness, 2xx to row, at " + rate + " spans/s",
          "p50 %.0f ms, p95 %.0f ms, p99 %.0f ms",
          millis[0],
          millis[1],
          millis[2]);
    }
  }

  /** How much one project at 50 times its share moves the freshness of another. */
  private void tenants(Api api, Connection database, int project, Duration phase) throws Exception {
    warmUp(api, database, project, phase, rate);
    HotProject hot = HotProject.create(database);
    new Operator(target.url, adminKey)
        .setQuota(
            HotProject.ID,
            Map.of("softEventsPerSecond", share, "hardEventsPerSecond", HARD_LIMIT * share));
    String name = "bench-hot-" + System.currentTimeMillis();
    var neighbours = new Neighbours(api, database, project, spans);
    long accepted = 0;
    long offered = 0;
    try (Api hotApi = new Api(target.url, hot.publicKey(), hot.secretKey());
        Load load = new Load(api, spans, "bench-background", 2).start(rate)) {
      while (hotApi.exportOnce(spans.request("bench-warm-up", 1)) != 200) {
        Thread.sleep(200); // its key is on its way
      }
      for (int round = 0; round < (quick ? 1 : TENANT_ROUNDS); round++) {
        neighbours.measureAlone(quick ? 60 : 100);
        try (Flood flood = new Flood(hotApi, spans, name).start(FLOOD * share)) {
          neighbours.measureBeside(quick ? 60 : 100);
          flood.close();
          accepted += flood.accepted();
          offered += flood.offered();
        }
        awaitVisible(database, hot.number(), name, accepted);
      }
    }
    double[] alone = neighbours.alone(0.5, 0.99);
    double[] beside = neighbours.beside(0.5, 0.99);
    line("others alone, at " + rate + " spans/s", "p50 %.0f ms, p99 %.0f ms", alone[0], alone[1]);
    line(
        "others beside a project at %d spans/s, share %d".formatted(FLOOD * share, share),
        "p50 %.0f ms, p99 %.0f ms",
        beside[0],
        beside[1]);
    line(
        "moved by",
        "p50 %+.0f %%, p99 %+.0f %%",
        moved(alone[0], beside[0]),
        moved(alone[1], beside[1]));
    line("that project", "%,d of %,d spans accepted, all of them visible", accepted, offered);
  }

  private static double moved(double from, double to) {
    return 100 * (to / from - 1);
  }

  private static void footprint(Duration phase) throws Exception {
    Thread.sleep(Duration.ofSeconds(5));
    double memory = 0;
    double cores = 0;
    for (Footprint.Process process : Footprint.measure(phase)) {
      line("idle " + process.name(), "%,.0f MiB, %.3f cores", process.rssMiB(), process.cores());
      memory += process.rssMiB();
      cores += process.cores();
    }
    line("idle, all", "%,.0f MiB, %.3f cores", memory, cores);
  }

  private void warmUp(Api api, Connection database, int project, Duration phase, int spansPerSecond)
      throws SQLException, InterruptedException {
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      new Load(api, spans, "bench-warm-up", connections).start(spansPerSecond).runFor(phase);
      awaitQuiet(database, project);
    }
  }

  /** Until what was sent before is stored: the count stands still for a second. */
  private void awaitQuiet(Connection database, int project)
      throws SQLException, InterruptedException {
    long last = -1;
    long now = count(database, project, "bench-warm-up");
    while (now != last) {
      Thread.sleep(1_000);
      last = now;
      now = count(database, project, "bench-warm-up");
    }
  }

  private void awaitVisible(Connection database, int project, String name, long sent)
      throws SQLException, InterruptedException {
    long start = System.nanoTime();
    long giveUp = start + Duration.ofMinutes(5).toNanos();
    long visible = count(database, project, name);
    while (visible < sent) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException(
            "of " + sent + " spans only " + visible + " are visible after 5 minutes");
      }
      // Half of what the rest will take, as counting costs the database what it should spend on the
      // rest.
      double rest = secondsSince(start) * (sent - visible) / Math.max(1, visible);
      Thread.sleep((long) (1_000 * Math.clamp(rest / 2, 0.2, 10)));
      visible = count(database, project, name);
    }
  }

  private long count(Connection database, int project, String name) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(
            "SELECT count(*) FROM observation WHERE project_id = ? AND name = ? AND start_us >= ?")) {
      statement.setInt(1, project);
      statement.setString(2, name);
      // By the index: looking must not slow down what is looked at.
      statement.setLong(3, (began - SPANS_BEGIN_BEFORE_MILLIS) * 1_000);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private static void line(String what, String format, Object... figures) {
    System.out.printf("%-52s %s%n", what, String.format(format, figures));
  }
}
