package io.tallystream.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.bench.client.Api;
import io.tallystream.bench.measure.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a project over its limits gets: everything that was acknowledged, and answers that SDKs
 * survive.
 */
@ExtendWith(RunningSystem.class)
class TenantTest {
  private static final Duration OUTAGE = Duration.ofSeconds(3);
  private static final int SPANS = 100;
  private static final String REFUSED =
      "tally_gateway_requests_refused_total{protocol=\"otlp_http\",reason=\"rate_limited\"}";
  private static final String OVERFLOWED =
      "tally_gateway_events_overflow_total{lane=\"overflow\",protocol=\"otlp_http\"}";

  @ParameterizedTest
  @EnumSource(names = {"PYTHON_5", "JS_5"})
  void anOutageOfThreeSecondsLosesNoSpanOfARealSdk(Sdk sdk, RunningSystem system) throws Exception {
    try (Api api = system.api()) {
      sdk.run("steady", system.sdkEnvironment(), "1");
      system.operator().setQuota(projectId(api), Map.of("hardEventsPerSecond", 1));
      CompletableFuture<JsonNode> running;
      try {
        exhaust(api);
        double before = api.metric(REFUSED);
        running = CompletableFuture.supplyAsync(() -> steady(sdk, system));
        awaitMore(api, REFUSED, before);
        Thread.sleep(OUTAGE);
        assertThat(api.metric(REFUSED)).as("it came again").isGreaterThan(before + 1);
      } finally {
        system.operator().reset(projectId(api));
      }
      String id = running.get(1, TimeUnit.MINUTES).get("traceId").textValue();
      Eventually.json(
          api, "/api/public/traces/" + id, trace -> trace.get("observations").size() == SPANS);
    }
  }

  @Test
  void whatOverflowsArrivesToo(RunningSystem system) throws Exception {
    var spans = new Spans(20);
    try (Api api = system.api()) {
      system.operator().setQuota(projectId(api), Map.of("softEventsPerSecond", 1));
      var traces = new ArrayList<String>();
      try {
        double before = api.metric(OVERFLOWED);
        while (traces.size() < 20 || api.metric(OVERFLOWED) < before + 10) {
          Spans.Probe probe = spans.probe("overflow");
          api.export(probe.request());
          traces.add(probe.traceId());
        }
      } finally {
        system.operator().reset(projectId(api));
      }
      for (String trace : traces) {
        Eventually.json(api, "/api/public/traces/" + trace);
      }
    }
  }

  private static JsonNode steady(Sdk sdk, RunningSystem system) {
    try {
      return sdk.run("steady", system.sdkEnvironment(), Integer.toString(SPANS));
    } catch (Exception e) {
      throw new IllegalStateException(sdk + " failed", e);
    }
  }

  /**
   * Spends what the project may send in the next minutes: more than a bucket passes while it is
   * full.
   */
  private static void exhaust(Api api) throws Exception {
    byte[] many = new Spans(21).request("exhaust", 200);
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (api.exportOnce(many) != 503) {
      assertThat(System.nanoTime()).as("the quota is in effect").isLessThan(giveUp);
    }
  }

  private static void awaitMore(Api api, String metric, double before) throws Exception {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (api.metric(metric) <= before) {
      assertThat(System.nanoTime()).as(metric).isLessThan(giveUp);
      Thread.sleep(10);
    }
  }

  private static String projectId(Api api) throws InterruptedException {
    return api.getJson("/api/public/projects").get("data").get(0).get("id").textValue();
  }
}
