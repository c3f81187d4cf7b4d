package io.tallystream.bench.generator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A seeded stream of events as unreliable producers send it: creates and updates of traces,
 * observations and scores in which fields change, 10 % duplicates, shuffled within windows, 5 %
 * late to the very end. Equal arguments give equal events.
 */
public final class Workload {
  private static final int SHUFFLE_WINDOW = 5_000;
  private static final String[] TYPES = {
    "span",
    "generation",
    "generation",
    "generation",
    "agent",
    "tool",
    "retriever",
    "embedding",
    "chain",
    "event"
  };

  private final SplittableRandom random;
  private final String run;
  private final List<String> models;
  private final Instant newest;
  private final List<Event> events = new ArrayList<>();
  private int serial;

  private Workload(long seed, List<String> models, Instant newest) {
    this.random = new SplittableRandom(seed);
    this.run = "o" + seed;
    this.models = models;
    this.newest = newest;
  }

  /**
   * @param count events, duplicates included
   * @param newest end of the three days over which event times spread
   */
  public static List<Event> generate(long seed, int count, List<String> models, Instant newest) {
    var workload = new Workload(seed, models, newest.truncatedTo(ChronoUnit.SECONDS));
    int originals = count * 10 / 11;
    while (workload.events.size() < originals) {
      workload.trace();
    }
    List<Event> originalsOnly = new ArrayList<>(workload.events.subList(0, originals));
    return workload.disturb(originalsOnly, count);
  }

  private List<Event> disturb(List<Event> originals, int count) {
    var sent = new ArrayList<>(originals);
    while (sent.size() < count) {
      sent.add(originals.get(random.nextInt(originals.size())));
    }
    // Duplicates were appended at the end; half of them are dealt back among the others.
    for (int i = originals.size(); i < sent.size(); i += 2) {
      Collections.swap(sent, i, random.nextInt(sent.size()));
    }
    for (int from = 0; from < sent.size(); from += SHUFFLE_WINDOW) {
      shuffle(sent.subList(from, Math.min(sent.size(), from + SHUFFLE_WINDOW)));
    }
    var inTime = new ArrayList<Event>(sent.size());
    var late = new ArrayList<Event>();
    for (Event event : sent) {
      (random.nextInt(20) == 0 ? late : inTime).add(event);
    }
    shuffle(late);
    inTime.addAll(late);
    return inTime;
  }

  private void shuffle(List<Event> window) {
    for (int i = window.size() - 1; i > 0; i--) {
      Collections.swap(window, i, random.nextInt(i + 1));
    }
  }

  private void trace() {
    String trace = run + "-t" + serial++;
    Instant start = newest.minusMillis(random.nextLong(3L * 86_400_000));
    String environment = pick("production", "staging", "default");
    if (random.nextInt(50) > 0) {
      traceEvent(trace, start, environment);
    }
    int observations = 1 + random.nextInt(9);
    String parent = "";
    for (int i = 0; i < observations; i++) {
      String id = trace + "-o" + i;
      observation(trace, id, parent, start.plusMillis(random.nextInt(4_000)), environment);
      if (i == 0 || random.nextInt(3) == 0) {
        parent = id;
      }
    }
    if (random.nextInt(3) == 0) {
      score(trace, start.plusSeconds(5), environment);
    }
  }

  private void traceEvent(String trace, Instant start, String environment) {
    ObjectNode body = object().put("id", trace).put("timestamp", start.toString());
    body.put("name", "flow-" + random.nextInt(7)).put("environment", environment);
    maybe(body, "userId", run + "-u" + random.nextInt(40));
    maybe(body, "sessionId", run + "-s" + random.nextInt(200));
    maybe(body, "release", "r" + random.nextInt(3));
    maybe(body, "version", "v" + random.nextInt(2));
    var tags = body.putArray("tags");
    for (int i = random.nextInt(3); i > 0; i--) {
      tags.add("tag-" + random.nextInt(5));
    }
    add("trace-create", start, body);
    if (random.nextInt(4) == 0) {
      ObjectNode change = object().put("id", trace).put("environment", environment);
      change.put("userId", run + "-u" + random.nextInt(40));
      maybe(change, "sessionId", run + "-s" + random.nextInt(200));
      maybe(change, "name", "flow-" + random.nextInt(7));
      change.putArray("tags").add("tag-" + random.nextInt(5));
      add("trace-create", start.plusMillis(1 + random.nextInt(60_000)), change);
    }
  }

  private void observation(
      String trace, String id, String parent, Instant start, String environment) {
    String type = TYPES[random.nextInt(TYPES.length)];
    ObjectNode create =
        object().put("id", id).put("traceId", trace).put("environment", environment);
    create.put("startTime", start.toString()).put("name", type + "-" + random.nextInt(5));
    if (!parent.isEmpty()) {
      create.put("parentObservationId", parent);
    }
    create.put("input", "question " + id);
    if (type.equals("span") || type.equals("event")) {
      Instant end = start.plusMillis(random.nextInt(3_000));
      if (type.equals("span")) {
        create.put("endTime", end.toString());
      }
      level(create);
      add(type + "-create", start, create);
      return;
    }
    maybe(create, "model", model());
    if (type.equals("generation") && random.nextInt(3) == 0) {
      create
          .put("promptName", "prompt-" + random.nextInt(4))
          .put("promptVersion", 1 + random.nextInt(3));
    }
    boolean single = random.nextInt(3) == 0;
    ObjectNode last = single ? create : object().put("id", id).put("traceId", trace);
    finish(last, start);
    add(type + "-create", start, create);
    if (!single) {
      // Only spans and generations have an update type; the others repeat their create.
      String update = type.equals("generation") ? "generation-update" : type + "-create";
      add(update, start.plusMillis(100 + random.nextInt(5_000)), last);
    }
  }

  private void finish(ObjectNode body, Instant start) {
    body.put("endTime", start.plusNanos(1_000L * random.nextInt(20_000_000)).toString());
    if (random.nextInt(2) == 0) {
      body.put(
          "completionStartTime", start.plusNanos(1_000L * random.nextInt(2_000_000)).toString());
    }
    body.put("output", "answer");
    if (random.nextInt(6) == 0) {
      body.put("model", model());
    }
    level(body);
    usage(body);
    if (random.nextInt(8) == 0) {
      body.putObject("costDetails")
          .put("total", new java.math.BigDecimal(random.nextInt(5_000)).movePointLeft(6));
    }
  }

  private void usage(ObjectNode body) {
    int input = random.nextInt(40_000);
    int output = random.nextInt(3_000);
    switch (random.nextInt(6)) {
      case 0 -> {}
      case 1 -> body.putObject("usage").put("promptTokens", input).put("completionTokens", output);
      case 2 ->
          body.putObject("usageDetails")
              .put("prompt_tokens", input)
              .put("completion_tokens", output)
              .put("total_tokens", input + output)
              .putObject("prompt_tokens_details")
              .put("cached_tokens", random.nextInt(input + 1));
      case 3 ->
          body.putObject("usageDetails")
              .put("input", input)
              .put("input_cached_tokens", random.nextInt(1_000))
              .put("output", output);
      default -> body.putObject("usageDetails").put("input", input).put("output", output);
    }
  }

  private void score(String trace, Instant at, String environment) {
    ObjectNode body =
        object().put("id", trace + "-score").put("traceId", trace).put("environment", environment);
    switch (random.nextInt(3)) {
      case 0 ->
          body.put("name", "quality")
              .put("dataType", "NUMERIC")
              .put("value", new java.math.BigDecimal(random.nextInt(1_000)).movePointLeft(3));
      case 1 ->
          body.put("name", "verdict")
              .put("dataType", "CATEGORICAL")
              .put("value", pick("good", "bad", "unsure"));
      default ->
          body.put("name", "passed").put("dataType", "BOOLEAN").put("value", random.nextInt(2));
    }
    add("score-create", at, body);
  }

  private void level(ObjectNode body) {
    if (random.nextInt(10) == 0) {
      body.put("level", pick("ERROR", "WARNING", "DEBUG"));
    }
  }

  private String model() {
    return random.nextInt(12) == 0 ? PriceList.UNKNOWN : models.get(random.nextInt(models.size()));
  }

  private void maybe(ObjectNode body, String field, String value) {
    if (random.nextInt(5) > 0) {
      body.put(field, value);
    }
  }

  /** Each event of a run has a microsecond of its own: which of two wins never depends on a tie. */
  private void add(String type, Instant at, ObjectNode body) {
    Instant own = at.truncatedTo(ChronoUnit.MILLIS).plusNanos(1_000L * (events.size() % 1_000));
    events.add(
        new Event(
            object()
                .put("id", run + "-e" + events.size())
                .put("type", type)
                .put("timestamp", own.toString())
                .set("body", body)));
  }

  private String pick(String... values) {
    return values[random.nextInt(values.length)];
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
