package io.tallystream.bench.generator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * What one application's SDK sends by the batch route: a trace, its span, two generations that are
 * created at their start and updated at their end, and a score; in order, now, cut into requests
 * where the SDK flushes.
 */
public final class SdkEvents {
  /** {@code flush_at} of the Python SDKs, {@code flushAt} of the JavaScript ones. */
  public static final int OF_A_REQUEST = 15;

  private static final int GENERATIONS = 2;
  private static final String TEXT =
      "The quick brown fox jumps over the lazy dog; pack my box with five dozen jugs. ".repeat(4);

  private final String name;
  private final String run;
  private final SplittableRandom random;
  private final Queue<Event> waiting = new ArrayDeque<>();
  private int traces;
  private int serial;

  /**
   * @param name of every observation
   * @param seed equal ones give equal ids
   */
  public SdkEvents(String name, long seed) {
    this.name = name;
    this.run = Long.toHexString(seed);
    this.random = new SplittableRandom(seed);
  }

  /**
   * @param observations that it creates
   */
  public record Request(List<byte[]> events, int observations) {}

  /** The next events of the stream. */
  public Request next() {
    var events = new ArrayList<byte[]>(OF_A_REQUEST);
    int observations = 0;
    while (events.size() < OF_A_REQUEST) {
      if (waiting.isEmpty()) {
        trace();
      }
      Event event = waiting.remove();
      boolean creates =
          event.type().equals("span-create") || event.type().equals("generation-create");
      observations += creates ? 1 : 0;
      events.add(event.bytes());
    }
    return new Request(events, observations);
  }

  private void trace() {
    String trace = run + "-t" + traces++;
    Instant start = Instant.now().minusMillis(random.nextInt(1_000));
    add("trace-create", start, object(trace).put("timestamp", start.toString()).put("name", name))
        .put("userId", "user-" + random.nextInt(500))
        .put("sessionId", "session-" + random.nextInt(2_000))
        .put("input", TEXT);
    String span = trace + "-s";
    observation("span-create", span, trace, start)
        .put("input", TEXT)
        .put("endTime", start.plusMillis(random.nextInt(900)).toString());
    for (int i = 0; i < GENERATIONS; i++) {
      generation(trace, span, trace + "-g" + i, start);
    }
    add(
        "score-create",
        start.plusSeconds(1),
        object(trace + "-q")
            .put("traceId", trace)
            .put("name", "quality")
            .put("dataType", "NUMERIC")
            .put("value", random.nextInt(100)));
  }

  private void generation(String trace, String parent, String id, Instant start) {
    observation("generation-create", id, trace, start)
        .put("parentObservationId", parent)
        .put("model", "gpt-4o-mini")
        .put("input", TEXT);
    Instant end = start.plusMillis(random.nextInt(900));
    add("generation-update", end, object(id).put("traceId", trace))
        .put("endTime", end.toString())
        .put("output", TEXT)
        .putObject("usageDetails")
        .put("input", random.nextInt(2_000))
        .put("output", random.nextInt(500));
  }

  private ObjectNode observation(String type, String id, String trace, Instant start) {
    return add(type, start, object(id).put("traceId", trace))
        .put("name", name)
        .put("startTime", start.toString());
  }

  /** The body, to be filled further. */
  private ObjectNode add(String type, Instant at, ObjectNode body) {
    ObjectNode envelope =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", run + "-e" + serial++)
            .put("type", type)
            .put("timestamp", at.toString());
    envelope.set("body", body);
    waiting.add(new Event(envelope));
    return body;
  }

  private static ObjectNode object(String id) {
    return JsonNodeFactory.instance.objectNode().put("id", id);
  }
}
