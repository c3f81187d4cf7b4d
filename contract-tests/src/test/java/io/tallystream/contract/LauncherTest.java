package io.tallystream.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.bench.client.Api;
import io.tallystream.bench.measure.Spans;
import io.tallystream.deploy.local.Port;
import io.tallystream.deploy.local.process.JavaCommand;
import io.tallystream.deploy.local.process.Ports;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./tally} promises: with its own servers, on ports and data of the test. */
class LauncherTest {
  private static final Path ROOT = Path.of(System.getProperty("tallystream.root"));
  private static final Pattern PROCESS =
      Pattern.compile("^(\\S+) +(\\d+) +\\d+ +ready", Pattern.MULTILINE);

  @TempDir Path data;

  private final Map<String, String> environment = new HashMap<>();

  private record Outcome(int code, String output) {}

  @BeforeEach
  void ownPortsAndData() {
    environment.put("TALLY_DATA", data.toString());
    environment.put("TALLY_START_CACHES", "off");
    for (Port port : Port.values()) {
      environment.put(port.variable(), Integer.toString(Ports.free()));
    }
  }

  @AfterEach
  void nothingIsLeftRunning() throws Exception {
    tally("down");
  }

  @Test
  void dataSurvivesAKillOfEveryProcess() throws Exception {
    Outcome up = tally("up", "-d");
    assertThat(up.code()).as(up.output()).isZero();
    assertThat(up.output())
        .contains(url(), "admin@tallystream.local / tallystream", RunningSystem.PUBLIC_KEY)
        .contains(RunningSystem.SECRET_KEY, "langfuse = Langfuse(base_url=\"" + url() + "\"");

    String traceId = acknowledgedTrace();
    assertThat(tally("up", "-d").output()).contains("Tallystream is running at " + url());

    killEverything();
    assertThat(tally("status").code()).isEqualTo(3);
    Outcome again = tally("up", "-d");
    assertThat(again.code()).as(again.output()).isZero();
    try (Api api = api()) {
      assertThat(Eventually.json(api, "/api/public/traces/" + traceId).get("observations"))
          .hasSize(1);
    }

    Outcome demo = tally("demo", "--traces", "50");
    assertThat(demo.output()).as("progress").contains("50 of 50 traces");
    assertThat(tally("logs", "ingest-gateway").output()).contains("ingest-gateway");
    assertThat(tally("down").output()).contains("Stopped.");
    assertThat(tally("down").output()).contains("Nothing was running.");
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    int taken = Integer.parseInt(environment.get(Port.FRONT.variable()));
    try (var _ = new ServerSocket(taken)) {
      Outcome up = tally("up", "-d");
      assertThat(up.code()).isNotZero();
      assertThat(up.output())
          .contains("Port " + taken + " is in use", Port.FRONT.variable())
          .doesNotContain("Exception");
    }
  }

  @Test
  void aSettingThatMeansNothingIsNamed() throws Exception {
    String port = environment.put(Port.FRONT.variable(), "http");
    assertThat(tally("up").output()).contains("TALLY_PORT is 'http'; use a port from 1 to 65535");
    environment.put(Port.FRONT.variable(), port);
  }

  private String acknowledgedTrace() throws InterruptedException {
    var probe = new Spans(7).probe("survivor");
    try (Api api = api()) {
      api.export(probe.request());
    }
    return probe.traceId();
  }

  /** As a power cut: in no order, without a goodbye. */
  private void killEverything() throws Exception {
    List<ProcessHandle> processes =
        PROCESS
            .matcher(tally("status").output())
            .results()
            .map(found -> ProcessHandle.of(Long.parseLong(found.group(2))).orElseThrow())
            .toList();
    assertThat(processes).hasSize(6);
    processes.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : processes) {
      process.onExit().get();
    }
  }

  private String url() {
    return "http://localhost:" + environment.get(Port.FRONT.variable());
  }

  private Api api() {
    return new Api(url(), RunningSystem.PUBLIC_KEY, RunningSystem.SECRET_KEY);
  }

  /** As the script runs it, without the script's build. */
  private Outcome tally(String... arguments) throws IOException, InterruptedException {
    Path target = ROOT.resolve("deploy/local/target");
    String classPath = target.resolve("deploy-local-0.1.0-SNAPSHOT.jar") + ":" + target + "/lib/*";
    var command =
        new ArrayList<>(
            List.of(
                JavaCommand.java(),
                "-Dtallystream.root=" + ROOT,
                "-cp",
                classPath,
                "io.tallystream.deploy.local.cli.Tally"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
