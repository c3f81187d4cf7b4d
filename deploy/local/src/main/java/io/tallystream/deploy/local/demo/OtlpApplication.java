package io.tallystream.deploy.local.demo;

import static io.tallystream.deploy.local.demo.Vocabulary.oneOf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * An application that searches documents, instrumented with OpenTelemetry's conventions for
 * generative models.
 */
final class OtlpApplication {
  private final RandomGenerator random;

  OtlpApplication(RandomGenerator random) {
    this.random = random;
  }

  /** One trace as an OTLP/JSON export request. */
  String search(Instant start) {
    String trace = hex(16);
    String root = hex(8);
    var request = JsonNodeFactory.instance.objectNode();
    var resource = request.putArray("resourceSpans").addObject();
    attribute(
        resource.putObject("resource").putArray("attributes"), "service.name", "document-search");
    var spans = resource.putArray("scopeSpans").addObject().putArray("spans");
    var model = oneOf(Vocabulary.MODELS, random);
    int output = random.nextInt(40, 400);
    Instant answered = start.plusMillis(80 + output * 1000L / model.speed());
    var attributes = span(spans, trace, root, "", "document-search", start, answered.plusMillis(3));
    attribute(attributes, "user.id", "user-" + random.nextInt(20));
    span(spans, trace, hex(8), root, "retrieve", start.plusMillis(2), start.plusMillis(70));
    generation(
        span(spans, trace, hex(8), root, "chat " + model.name(), start.plusMillis(75), answered),
        model,
        output);
    return request.toString();
  }

  private void generation(ArrayNode attributes, Vocabulary.Model model, int output) {
    attribute(attributes, "gen_ai.operation.name", "chat");
    attribute(attributes, "gen_ai.request.model", model.name());
    count(attributes, "gen_ai.usage.input_tokens", random.nextInt(800, 6000));
    count(attributes, "gen_ai.usage.output_tokens", output);
  }

  private static ArrayNode span(
      ArrayNode spans,
      String trace,
      String id,
      String parent,
      String name,
      Instant start,
      Instant end) {
    ObjectNode span =
        spans.addObject().put("traceId", trace).put("spanId", id).put("parentSpanId", parent);
    span.put("name", name)
        .put("kind", 1)
        .put("startTimeUnixNano", nanos(start))
        .put("endTimeUnixNano", nanos(end));
    return span.putArray("attributes");
  }

  private static void attribute(ArrayNode attributes, String key, String value) {
    attributes.addObject().put("key", key).putObject("value").put("stringValue", value);
  }

  private static void count(ArrayNode attributes, String key, int value) {
    attributes
        .addObject()
        .put("key", key)
        .putObject("value")
        .put("intValue", Integer.toString(value));
  }

  private static String nanos(Instant time) {
    return Long.toString(time.getEpochSecond() * 1_000_000_000L + time.getNano());
  }

  private String hex(int bytes) {
    var id = new byte[bytes];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
