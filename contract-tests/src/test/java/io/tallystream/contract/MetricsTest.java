package io.tallystream.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.bench.client.Api;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is sent of tools and metadata, and what the metrics API tells of it. */
@ExtendWith(RunningSystem.class)
class MetricsTest {
  private final String region = UUID.randomUUID().toString();
  private final Instant begin = Instant.now();

  @Test
  void toolsAreCountedWhereTheMetadataSaysSo(RunningSystem system) throws Exception {
    try (Api api = system.api()) {
      api.ingest(List.of(generation("eu-" + region, 2), generation("us-" + region, 1)));

      String byTool =
          """
          "dimensions":[{"field":"calledToolNames"}],"metrics":[{"measure":"count","aggregation":"count"},
            {"measure":"toolCalls","aggregation":"sum"},{"measure":"toolDefinitions","aggregation":"max"}],""";
      JsonNode both =
          Eventually.json(api, path(byTool, "ends with", region), has("count_count", 2));
      assertThat(both.get("data").toString())
          .isEqualTo(
              """
              [{"calledToolNames":"search","count_count":2,"sum_toolCalls":3,"max_toolDefinitions":2}]""");

      String count = "\"metrics\":[{\"measure\":\"count\",\"aggregation\":\"count\"}],";
      assertThat(data(api, path(count, "=", "eu-" + region))).isEqualTo("[{\"count_count\":1}]");
      assertThat(data(api, path(count, "starts with", "' OR true --" + region)))
          .isEqualTo("[{\"count_count\":0}]");
    }
  }

  private static Predicate<JsonNode> has(String field, int value) {
    return json -> json.path("data").path(0).path(field).intValue() == value;
  }

  private static String data(Api api, String path) throws Exception {
    return api.getJson(path).get("data").toString();
  }

  private String path(String ask, String operator, String value) {
    String query =
        """
        {"view":"observations",%s"fromTimestamp":"%s","toTimestamp":"%s",
         "filters":[{"column":"metadata","type":"stringObject","key":"region","operator":"%s","value":"%s"}]}"""
            .formatted(ask, begin.minusSeconds(60), begin.plusSeconds(60), operator, value);
    return "/api/public/v2/metrics?query=" + URLEncoder.encode(query, UTF_8);
  }

  private byte[] generation(String region, int calls) {
    String call =
        """
        {"id":"call-%d","type":"function","function":{"name":"search","arguments":"{}"}}""";
    String called = calls == 1 ? call.formatted(1) : call.formatted(1) + "," + call.formatted(2);
    return """
        {"id":"%s","type":"generation-create","timestamp":"%s","body":{"id":"%s","traceId":"%s",
          "startTime":"%s","metadata":{"region":"%s"},
          "input":{"messages":[{"role":"user","content":"hi"}],"tools":[
            {"type":"function","function":{"name":"search"}},{"type":"function","function":{"name":"fetch"}}]},
          "output":{"role":"assistant","tool_calls":[%s]}}}"""
        .formatted(
            UUID.randomUUID(), begin, UUID.randomUUID(), UUID.randomUUID(), begin, region, called)
        .getBytes(UTF_8);
  }
}
