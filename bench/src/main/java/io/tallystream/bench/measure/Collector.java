package io.tallystream.bench.measure;

import io.tallystream.bench.client.Api;
import io.tallystream.deploy.local.process.Await;
import io.tallystream.deploy.local.process.Detached;
import io.tallystream.deploy.local.process.Ending;
import io.tallystream.deploy.local.process.Ports;
import io.tallystream.event.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The OpenTelemetry Collector of {@code bench/collector}, from OTLP to a topic of its own, built
 * when it is first asked for.
 */
final class Collector implements AutoCloseable {
  private static final String TOPIC = "bench-collector";
  private static final Path RECIPE = Path.of("bench", "collector");
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final Process process;
  private final Api api;
  private final String kafka;

  private Collector(Process process, Api api, String kafka) {
    this.process = process;
    this.api = api;
    this.kafka = kafka;
  }

  /** Builds it when it is not built; says what is missing when that is not possible. */
  static boolean isThere(Run run) throws IOException, InterruptedException {
    Path folder = folder(run);
    Path recipe = run.options().root().resolve(RECIPE);
    if (Files.isExecutable(folder.resolve("collector"))) {
      return true;
    }
    if (!hasGo()) {
      Report.skipped("OpenTelemetry Collector", "install Go 1.26 or newer, from go.dev/dl");
      return false;
    }
    Path log = run.options().data().resolve("log/collector-build.log");
    System.out.println("building the OpenTelemetry Collector, some minutes: " + log);
    int result =
        Detached.start(
                List.of(recipe.resolve("build").toString(), folder.toString()), Map.of(), log)
            .waitFor();
    if (result != 0) {
      Report.skipped("OpenTelemetry Collector", "it does not build, see " + log);
    }
    return result == 0;
  }

  /**
   * Returns when it listens.
   *
   * @param byTrace a record for each trace, as the gateway writes them; else one for each request
   */
  static Collector start(Run run, boolean byTrace)
      throws IOException, InterruptedException, ExecutionException {
    try (Admin admin = admin(run.kafka())) {
      admin.createTopics(List.of(new NewTopic(TOPIC, Topics.partitions(), (short) -1))).all().get();
    }
    int port = Ports.free();
    Process process =
        Detached.start(
            List.of(
                folder(run).resolve("collector").toString(),
                "--config",
                run.options().root().resolve(RECIPE).resolve("config.yaml").toString()),
            Map.of(
                "COLLECTOR_PORT",
                Integer.toString(port),
                "COLLECTOR_KAFKA",
                run.kafka(),
                "COLLECTOR_TOPIC",
                TOPIC,
                "COLLECTOR_BY_TRACE",
                Boolean.toString(byTrace)),
            run.options().data().resolve("log/collector.log"));
    // Also after Ctrl-C.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "collector"));
    var collector =
        new Collector(process, Api.ofCollector("http://localhost:" + port), run.kafka());
    try {
      Await.until(
          "the OpenTelemetry Collector (log/collector.log)",
          START,
          () -> process.isAlive() && listens(port));
      return collector;
    } catch (IllegalStateException e) {
      collector.close();
      throw e;
    }
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  Api api() {
    return api;
  }

  private static Path folder(Run run) {
    return run.options().data().resolve("collector");
  }

  private static boolean hasGo() {
    try {
      return new ProcessBuilder("go", "version").start().waitFor() == 0;
    } catch (IOException notFound) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static Admin admin(String kafka) {
    return Admin.create(Map.<String, Object>of("bootstrap.servers", kafka));
  }

  @Override
  public void close() throws InterruptedException {
    api.close();
    Ending.of(List.of(process.toHandle()), STOP);
    try (Admin admin = admin(kafka)) {
      admin.deleteTopics(List.of(TOPIC)).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("topic " + TOPIC + " cannot be deleted", e);
    }
  }
}
