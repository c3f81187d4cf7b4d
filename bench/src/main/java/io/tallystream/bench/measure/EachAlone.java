package io.tallystream.bench.measure;

import io.tallystream.bench.client.Api;
import io.tallystream.deploy.local.Stage;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * One stage after the other, the others stopped: the gateway fills the log, enrichment drains it,
 * the aggregator drains what enrichment made. Each has the two cores with broker, database and
 * bench only.
 */
public final class EachAlone implements Phase {
  /** What is measured; what comes before it must run too. */
  public enum Part {
    GATEWAY,
    COLLECTOR,
    ENRICHMENT,
    AGGREGATOR
  }

  private static final double ENRICHMENT_TARGET = 35_000;
  private static final double AGGREGATOR_TARGET = 40_000;
  private static final double COLLECTOR_TARGET = 2;

  private final Set<Part> parts;

  public EachAlone(Set<Part> parts) {
    this.parts = Set.copyOf(parts);
  }

  @Override
  public void run(Run run) throws Exception {
    run.awaitDrained();
    try (Stages stages = Stages.of(run.system())) {
      stages.stopAll();
      long spans = gateway(run);
      if (parts.contains(Part.ENRICHMENT) || parts.contains(Part.AGGREGATOR)) {
        enrichment(run, stages, spans);
      }
      if (parts.contains(Part.AGGREGATOR)) {
        aggregator(run, stages);
      }
      stages.startAll();
      stages.awaitReady();
      run.cold();
    }
    run.awaitDrained();
  }

  /** Spans that wait for enrichment now. */
  private long gateway(Run run) throws Exception {
    Duration time = run.settings().phase();
    long waiting = send(run, run.api(), time.dividedBy(2));
    Footprint.Usage before = run.footprint().usage();
    long start = System.nanoTime();
    long sent = send(run, run.api(), time);
    double rate = sent / Run.secondsSince(start);
    Map<String, Double> cpu = run.footprint().usage().since(before);
    if (parts.contains(Part.GATEWAY) || parts.contains(Part.COLLECTOR)) {
      Report.line(
          "gateway alone, 1 KB spans x 100, acks=all",
          "%,.0f spans/s; CPU of a span: %s",
          rate,
          costs(cpu, sent, Stage.GATEWAY.module(), "kafka", Footprint.BENCH));
      run.gateway("gateway alone", rate);
    }
    if (parts.contains(Part.COLLECTOR)) {
      double perCpuSecond = sent / cpu.getOrDefault(Stage.GATEWAY.module(), 0.0);
      collector(run, perCpuSecond, time, true);
      collector(run, perCpuSecond, time, false);
    }
    return waiting + sent;
  }

  private static void collector(
      Run run, double gatewaySpansPerCpuSecond, Duration time, boolean byTrace) throws Exception {
    if (!Collector.isThere(run)) {
      return;
    }
    try (Collector collector = Collector.start(run, byTrace)) {
      send(run, collector.api(), time.dividedBy(2));
      double cpu = Footprint.seconds(collector.process());
      long start = System.nanoTime();
      long sent = send(run, collector.api(), time);
      double rate = sent / Run.secondsSince(start);
      double spansPerCpuSecond = sent / (Footprint.seconds(collector.process()) - cpu);
      Report.line(
          "OpenTelemetry Collector, a record for each " + (byTrace ? "trace" : "request"),
          "%,.0f spans/s; CPU of a span: %.1f us",
          rate,
          1e6 / spansPerCpuSecond);
      Report.line(
          "spans per CPU-second, gateway against Collector",
          "%,.0f against %,.0f: %.2f (target %.0f)",
          gatewaySpansPerCpuSecond,
          spansPerCpuSecond,
          gatewaySpansPerCpuSecond / spansPerCpuSecond,
          COLLECTOR_TARGET);
    }
  }

  private void enrichment(Run run, Stages stages, long spans)
      throws SQLException, IOException, InterruptedException {
    long records = run.lag().of(Lag.Consumer.ENRICHMENT);
    stages.startTopology(Stage.ENRICHMENT);
    Drain.Result drain = Drain.afterWarmUp(run.lag(), Lag.Consumer.ENRICHMENT, run.footprint());
    stages.stop(Stage.ENRICHMENT);
    if (parts.contains(Part.ENRICHMENT)) {
      double events = (double) drain.records() * spans / records;
      double rate = events / drain.seconds();
      Report.line(
          "enrichment alone, without its sinks",
          "%,.0f spans/s, %.0f %% of %,.0f (%,.0f spans); CPU of a span: %s",
          rate,
          100 * rate / ENRICHMENT_TARGET,
          ENRICHMENT_TARGET,
          events,
          costs(drain.cpuSeconds(), events, Stage.ENRICHMENT.module(), "kafka"));
    }
  }

  private static void aggregator(Run run, Stages stages)
      throws SQLException, IOException, InterruptedException {
    stages.startTopology(Stage.AGGREGATOR);
    Drain.Result drain = Drain.afterWarmUp(run.lag(), Lag.Consumer.AGGREGATOR, run.footprint());
    stages.stop(Stage.AGGREGATOR);
    Report.line(
        "aggregator alone, without its sink",
        "%,.0f facts/s, %.0f %% of %,.0f (%,d facts, markers included); CPU of a fact: %s",
        drain.recordsPerSecond(),
        100 * drain.recordsPerSecond() / AGGREGATOR_TARGET,
        AGGREGATOR_TARGET,
        drain.records(),
        costs(drain.cpuSeconds(), drain.records(), Stage.AGGREGATOR.module(), "kafka"));
  }

  private static long send(Run run, Api to, Duration time) throws InterruptedException {
    return Load.ofSpans(to, run.spans(), "bench-alone", run.settings().connections())
        .start(0)
        .runFor(time);
  }

  private static String costs(Map<String, Double> cpuSeconds, double of, String... processes) {
    var text = new StringJoiner(", ");
    for (String process : processes) {
      text.add("%s %.1f us".formatted(process, cpuSeconds.getOrDefault(process, 0.0) * 1e6 / of));
    }
    return text.toString();
  }
}
