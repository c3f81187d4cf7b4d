package io.tallystream.bench;

import io.tallystream.bench.client.Api;
import io.tallystream.bench.measure.Batch;
import io.tallystream.bench.measure.CatchUp;
import io.tallystream.bench.measure.Ceiling;
import io.tallystream.bench.measure.EachAlone;
import io.tallystream.bench.measure.Failover;
import io.tallystream.bench.measure.FreshnessUnderLoad;
import io.tallystream.bench.measure.Idle;
import io.tallystream.bench.measure.Phase;
import io.tallystream.bench.measure.Run;
import io.tallystream.bench.measure.Start;
import io.tallystream.bench.measure.Storage;
import io.tallystream.bench.measure.Sustained;
import io.tallystream.bench.measure.Tenants;
import io.tallystream.bench.measure.Throughput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures the system that ./tally up started, phase by phase, in one run.",
    footerHeading = "%nPhases, in their order:%n",
    footer = {
      "  start       ends the system, starts it again: seconds until all stages are ready",
      "  throughput  gateway beside all stages, end to end until stored, CPU of a span by process",
      "  batch       batch route with the events of the real SDKs, end to end until stored",
      "  freshness   2xx to row, one span at a time beside --rate (1,000) spans/s",
      "  sustained   whether it keeps up with --rate (3,000, then 15,000) spans/s, and its"
          + " freshness",
      "  gateway     the gateway with both streams stages stopped: spans/s, CPU of a span",
      "  collector   the same against an OpenTelemetry Collector, spans per CPU-second (needs Go)",
      "  enrichment  enrichment alone draining its input, without sinks",
      "  aggregator  the aggregator alone draining its input, without its sink",
      "  catchup     streams stages stopped for --seconds under load, then started: drain rate",
      "  failover    kill -9 of enrichment at --rate (3,000): seconds until p99 of 5 s is under 2"
          + " s",
      "  tenants     others' freshness beside a project at 50 times its share (needs --admin-key)",
      "  idle        memory and processor time of all processes while nothing is sent",
      "  storage     bytes of an observation: views, state, log",
      "  ceiling     one raw producer, and the gateways' figures against it; always last",
      "",
      "Stages that a phase stopped run again when it ends, also after Ctrl-C."
    })
final class BenchCommand implements Callable<Integer> {
  enum Name {
    START,
    THROUGHPUT,
    BATCH,
    FRESHNESS,
    SUSTAINED,
    GATEWAY,
    COLLECTOR,
    ENRICHMENT,
    AGGREGATOR,
    CATCHUP,
    FAILOVER,
    TENANTS,
    IDLE,
    STORAGE,
    CEILING
  }

  private static final Set<Name> QUICK =
      EnumSet.of(Name.THROUGHPUT, Name.FRESHNESS, Name.IDLE, Name.STORAGE, Name.CEILING);
  private static final Duration QUICK_PHASE = Duration.ofSeconds(8);

  @Mixin private Target target = new Target();

  @Option(
      names = "--phases",
      split = ",",
      description =
          "which (default: all; with --quick throughput, freshness, idle, storage, ceiling)")
  private Set<Name> phases = Set.of();

  @Option(
      names = "--quick",
      description = "the main figures within 3 minutes: short phases, less warm-up")
  private boolean quick;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "length of each phase (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(names = "--rate", description = "spans/s of the paced phases (default: each one's own)")
  private int rate;

  @Option(
      names = "--connections",
      defaultValue = "8",
      description = "concurrent senders (default: ${DEFAULT-VALUE})")
  private int connections;

  @Option(
      names = "--share",
      defaultValue = "50",
      description =
          "tenants: soft limit in spans/s of the project that sends 50 times that (default:"
              + " ${DEFAULT-VALUE})")
  private int share;

  @Option(
      names = "--admin-key",
      defaultValue = "${env:TALLY_ADMIN_KEY:-}",
      description = "tenants: TALLY_ADMIN_KEY of the system")
  private String adminKey = "";

  @Override
  public Integer call() throws Exception {
    Set<Name> chosen = chosen(phases, quick);
    if (chosen.contains(Name.START)) {
      Start.measure(target.options());
    }
    var settings =
        new Run.Settings(
            quick ? QUICK_PHASE : Duration.ofSeconds(seconds),
            connections,
            rate > 0 ? OptionalInt.of(rate) : OptionalInt.empty(),
            quick);
    try (Api api = target.api();
        Run run = new Run(settings, target.options(), api, target.database(), target.kafka())) {
      for (Phase phase : phases(chosen)) {
        phase.run(run);
      }
    }
    return 0;
  }

  /** What is asked for, and the ceiling beside a gateway's figure. */
  static Set<Name> chosen(Set<Name> asked, boolean quick) {
    if (asked.isEmpty()) {
      return quick ? QUICK : EnumSet.allOf(Name.class);
    }
    var chosen = EnumSet.copyOf(asked);
    if (chosen.contains(Name.GATEWAY)) {
      chosen.add(Name.CEILING);
    }
    return chosen;
  }

  /** In the order in which they run, which is the order of their names. */
  private List<Phase> phases(Set<Name> chosen) {
    var all = new ArrayList<Phase>();
    var alone = EnumSet.noneOf(EachAlone.Part.class);
    for (Name name : EnumSet.copyOf(chosen)) {
      switch (name) {
        case START -> {} // before there is anything to talk to
        case THROUGHPUT -> all.add(new Throughput());
        case BATCH -> all.add(new Batch());
        case FRESHNESS -> all.add(new FreshnessUnderLoad());
        case SUSTAINED -> all.add(new Sustained());
        case GATEWAY, COLLECTOR, ENRICHMENT, AGGREGATOR -> {
          if (alone.isEmpty()) {
            all.add(run -> new EachAlone(alone).run(run));
          }
          alone.add(EachAlone.Part.valueOf(name.name()));
        }
        case CATCHUP -> all.add(new CatchUp());
        case FAILOVER -> all.add(new Failover());
        case TENANTS -> all.add(new Tenants(target.url(), adminKey, share));
        case IDLE -> all.add(new Idle());
        case STORAGE -> all.add(new Storage());
        case CEILING -> all.add(new Ceiling());
      }
    }
    return all;
  }
}
