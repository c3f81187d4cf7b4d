package io.tallystream.faults;

import io.tallystream.bench.measure.Footprint;
import io.tallystream.deploy.local.Health;
import io.tallystream.deploy.local.Stage;
import io.tallystream.deploy.local.process.Ports;
import io.tallystream.event.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Instances of both streams stages that come, go, restart and die while traffic flows. */
final class Scaling {
  private static final List<Stage> STREAMS = List.of(Stage.ENRICHMENT, Stage.AGGREGATOR);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration WINDOW = Duration.ofSeconds(20);

  private final Rig rig;
  private final Admin admin;
  private final List<Instance> extra = new ArrayList<>();

  private Scaling(Rig rig, Admin admin) {
    this.rig = rig;
    this.admin = admin;
  }

  /** One more process of a stage, beside the first. */
  private record Instance(Stage stage, int number, int port, Process process) {}

  /** 1, 2 and 4 of each; then one restarts, one is killed, and all but the first leave. */
  static void inAndOut(Rig rig) throws Exception {
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of("bootstrap.servers", rig.system().kafkaBootstrapServers()))) {
      var scaling = new Scaling(rig, admin);
      try {
        scaling.run();
      } finally {
        scaling.extra.forEach(instance -> instance.process.destroyForcibly());
      }
    }
  }

  private void run() throws Exception {
    measure(1);
    grow(2);
    measure(2);
    grow(4);
    measure(4);
    for (Stage stage : STREAMS) {
      restart(stage);
      kill(stage);
    }
    shrink();
    measure(1);
  }

  private void grow(int instances) throws Exception {
    long begin = System.nanoTime();
    for (int number = extra.size() / STREAMS.size() + 2; number <= instances; number++) {
      for (Stage stage : STREAMS) {
        extra.add(start(stage, number));
      }
    }
    awaitSpread(instances);
    rig.recovered(begin);
    rig.faultDone();
  }

  private void restart(Stage stage) throws Exception {
    Instance old = take(stage);
    long begin = System.nanoTime();
    end(old);
    extra.add(start(stage, old.number));
    awaitSpread(4);
    rig.recovered(begin);
    rig.faultDone();
  }

  private void kill(Stage stage) throws Exception {
    Instance old = take(stage);
    long begin = System.nanoTime();
    old.process.destroyForcibly().waitFor();
    extra.add(start(stage, old.number));
    awaitSpread(4);
    rig.recovered(begin);
    rig.faultDone();
  }

  private void shrink() throws Exception {
    long begin = System.nanoTime();
    for (Instance instance : extra) {
      instance.process.destroy();
    }
    for (Instance instance : extra) {
      end(instance);
    }
    extra.clear();
    awaitSpread(1);
    rig.recovered(begin);
    rig.faultDone();
  }

  private Instance start(Stage stage, int number) throws Exception {
    int port = Ports.free();
    String name = stage.module() + "-" + number;
    Process process =
        rig.another(
            stage,
            port,
            Map.of(
                "TALLY_INSTANCE_ID",
                "instance-" + number,
                "TALLY_STATE_DIR",
                rig.data().resolve("state").resolve(name).toString()));
    rig.until(name, PATIENCE, () -> Health.isUp(port));
    return new Instance(stage, number, port, process);
  }

  private Instance take(Stage stage) {
    Instance instance = extra.stream().filter(one -> one.stage == stage).findFirst().orElseThrow();
    extra.remove(instance);
    return instance;
  }

  private void end(Instance instance) throws InterruptedException {
    instance.process.destroy();
    boolean ended = instance.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    rig.require(ended, instance.stage.module() + " did not end");
  }

  /** Until each instance of both stages has its share of the input. */
  private void awaitSpread(int instances) throws InterruptedException {
    for (Stage stage : STREAMS) {
      rig.until(
          instances + " instances of " + stage.module() + " sharing its partitions",
          PATIENCE,
          () -> isSpread(shares(stage), instances));
    }
  }

  /** All partitions are assigned, to so many, and nobody has two more than another. */
  static boolean isSpread(Collection<Long> shares, int instances) {
    return shares.size() == instances
        && shares.stream().mapToLong(n -> n).sum() == Topics.partitions()
        && shares.stream().mapToLong(n -> n).max().orElse(0)
                - shares.stream().mapToLong(n -> n).min().orElse(0)
            <= 1;
  }

  /** Partitions of the stage's input, by instance that has any. */
  private Collection<Long> shares(Stage stage) {
    String input = stage == Stage.ENRICHMENT ? Topics.EVENTS : Topics.FACTS;
    try {
      return admin
          .describeConsumerGroups(List.of(stage.module()))
          .all()
          .get()
          .get(stage.module())
          .members()
          .stream()
          .map(
              member ->
                  member.assignment().topicPartitions().stream()
                      .filter(p -> p.topic().equals(input))
                      .count())
          .filter(n -> n > 0)
          .toList();
    } catch (ExecutionException notNow) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** Notes how the partitions lie, and what a record of each stage's input costs. */
  private void measure(int instances) throws Exception {
    for (Stage stage : STREAMS) {
      Collection<Long> shares = shares(stage);
      rig.require(
          isSpread(shares, instances),
          "%d instances of %s have %s partitions".formatted(instances, stage.module(), shares));
    }
    Map<Stage, Double> cpuBefore = cpuSeconds();
    long before = records();
    Thread.sleep(WINDOW);
    long records = records() - before;
    Map<Stage, Double> cpu = cpuSeconds();
    for (Stage stage : STREAMS) {
      rig.note(
          "%d x %s: partitions %s, %.0f us CPU per record of events"
              .formatted(
                  instances,
                  stage.module(),
                  shares(stage),
                  1e6 * (cpu.get(stage) - cpuBefore.get(stage)) / Math.max(1, records)));
    }
  }

  private Map<Stage, Double> cpuSeconds() {
    return STREAMS.stream()
        .collect(
            Collectors.toMap(
                stage -> stage,
                stage ->
                    Stream.concat(
                            Stream.of(process(stage)),
                            extra.stream()
                                .filter(one -> one.stage == stage)
                                .map(one -> one.process.toHandle()))
                        .mapToDouble(Scaling::cpuSeconds)
                        .sum()));
  }

  private ProcessHandle process(Stage stage) {
    try {
      return rig.process(stage);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static double cpuSeconds(ProcessHandle process) {
    try {
      return Footprint.seconds(process);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** That were appended to {@code events} so far. */
  private long records() throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> latest =
        IntStream.range(0, Topics.partitions())
            .mapToObj(part -> new TopicPartition(Topics.EVENTS, part))
            .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    return admin.listOffsets(latest).all().get().values().stream()
        .mapToLong(end -> end.offset())
        .sum();
  }
}
