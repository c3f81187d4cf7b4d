package io.tallystream.deploy.local.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** One trace as a batch of events; time goes on with each call. */
final class TraceBuilder {
  private final ArrayNode events = JsonNodeFactory.instance.arrayNode();
  private final RandomGenerator random;
  private final String trace;
  private Instant now;

  TraceBuilder(RandomGenerator random, Instant start) {
    this.random = random;
    trace = id();
    now = start;
  }

  /** Random, but the same for the same seed. */
  private String id() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  ObjectNode trace(String name) {
    return event("trace-create", trace).put("name", name).put("timestamp", now.toString());
  }

  /** An observation that begins now, and ends when {@link #end} says. */
  ObjectNode observation(String type, String name, String parent) {
    var body =
        event(type, id()).put("traceId", trace).put("name", name).put("startTime", now.toString());
    if (!parent.isEmpty()) {
      body.put("parentObservationId", parent);
    }
    return body;
  }

  void end(ObjectNode observation, Duration took) {
    now = now.plus(took);
    observation.put("endTime", now.toString());
  }

  void score(String name, double value) {
    event("score-create", id())
        .put("traceId", trace)
        .put("name", name)
        .put("value", value)
        .put("dataType", "NUMERIC");
  }

  Instant now() {
    return now;
  }

  private ObjectNode event(String type, String bodyId) {
    var event =
        events.addObject().put("id", id()).put("type", type).put("timestamp", now.toString());
    return event.putObject("body").put("id", bodyId);
  }

  String toJson() {
    var batch = JsonNodeFactory.instance.objectNode();
    batch.set("batch", events);
    return batch.toString();
  }
}
