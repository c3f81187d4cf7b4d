package io.tallystream.enrichment.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.tallystream.event.v1.OtlpScopeSpans;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a client sends, and what is understood of it: {@code scenarios/<dialect>/<case>.json}. The
 * expectation is whole but for the fields of {@link #UNLESS_EXPECTED}, which a file names when it
 * is about them.
 */
class DialectScenariosTest {
  private static final long RECEIVED_US = 1_767_225_700_000_000L;

  /** In every entity; a file about something else would only repeat itself. */
  private static final List<String> UNLESS_EXPECTED =
      List.of(
          "start",
          "end",
          "level",
          "environment",
          "body_metadata",
          "provided_usage",
          "pricing_attributes");

  static Stream<Path> scenarios() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.walk(root())) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  private static Path root() throws URISyntaxException {
    return Path.of(DialectScenariosTest.class.getResource("/scenarios").toURI());
  }

  @Test
  void everyDialectHasItsScenarios() throws Exception {
    try (Stream<Path> folders = Files.list(root())) {
      assertThat(folders.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "batch",
              "flue",
              "genai",
              "genkit",
              "google-adk",
              "langfuse",
              "livekit",
              "logfire",
              "mlflow",
              "openinference",
              "pydantic-ai",
              "traceloop",
              "vercel");
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void isUnderstood(Path file) throws Exception {
    JsonNode scenario = Json.parse(Files.readAllBytes(file));
    JsonNode expected = scenario.path("then");
    ObjectNode actual = Rendered.of(patches(scenario.path("given")));
    forget(actual, expected);
    assertThat(actual.toPrettyString())
        .as(scenario.path("about").asText())
        .isEqualTo(expected.toPrettyString());
  }

  private static void forget(ObjectNode actual, JsonNode expected) {
    for (var e : actual.properties()) {
      for (String field : UNLESS_EXPECTED) {
        if (!expected.path(e.getKey()).has(field)) {
          ((ObjectNode) e.getValue()).remove(field);
        }
      }
    }
  }

  private static List<Patch> patches(JsonNode given) throws Exception {
    var all = new ArrayList<Patch>();
    for (JsonNode event : given.path("batch")) {
      JsonNode body = event.path("body");
      String trace = body.path("traceId").asText(body.path("id").asText());
      all.addAll(BatchDialect.patches(event.toString().getBytes(UTF_8), trace, RECEIVED_US));
    }
    for (ResourceSpans resource : OtlpJson.export(given.path("otlp")).getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        var group =
            OtlpScopeSpans.newBuilder()
                .setResource(resource.getResource().toByteString())
                .setScope(scope.getScope().toByteString())
                .build();
        for (Span span : scope.getSpansList()) {
          all.addAll(new OtlpDialect(group).patches(span.toByteString(), RECEIVED_US));
        }
      }
    }
    return all;
  }
}
