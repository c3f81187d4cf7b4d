package io.tallystream.deploy.local.demo;

import static io.tallystream.deploy.local.demo.Vocabulary.oneOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Two applications that use the batch API: a chat, and an agent with tools. */
final class Applications {
  private static final int USERS = 60;
  private static final int PERCENT = 100;
  private static final int ERROR_PERCENT = 4;
  private static final int SCORED_PERCENT = 35;
  private static final Duration PROMPT_CHANGED = Duration.ofDays(7);

  private final RandomGenerator random;
  private final Instant end;

  /**
   * @param end when the traffic ends; the last week uses the newer prompt
   */
  Applications(RandomGenerator random, Instant end) {
    this.random = random;
    this.end = end;
  }

  String chat(Instant start) {
    var builder = new TraceBuilder(random, start);
    var trace = describe(builder.trace("support-chat"), start);
    String question = oneOf(Vocabulary.QUESTIONS, random);
    generation(builder, "answer", "", question);
    finish(builder, trace, question);
    return builder.toJson();
  }

  String agent(Instant start) {
    var builder = new TraceBuilder(random, start);
    var trace = describe(builder.trace("order-agent"), start);
    String question = oneOf(Vocabulary.QUESTIONS, random);
    var root = builder.observation("agent-create", "order-agent", "");
    String parent = root.get("id").asText();
    for (int step = random.nextInt(1, 4); step > 0; step--) {
      generation(builder, "plan", parent, question);
      tool(builder, parent);
    }
    generation(builder, "answer", parent, question);
    builder.end(root, Duration.ofMillis(5));
    finish(builder, trace, question);
    return builder.toJson();
  }

  private ObjectNode describe(ObjectNode trace, Instant start) {
    int user = (int) Math.min(USERS - 1L, Math.abs(random.nextGaussian() * USERS / 3));
    trace.put("userId", "user-" + user).put("environment", oneOf(Vocabulary.ENVIRONMENTS, random));
    trace.put("sessionId", "session-" + user + "-" + start.getEpochSecond() / 3600);
    trace.put("release", isNew(start) ? "v2.4.0" : "v2.3.1");
    trace.putArray("tags").add(random.nextBoolean() ? "web" : "mobile");
    return trace;
  }

  private void finish(TraceBuilder builder, ObjectNode trace, String question) {
    trace.put("input", question).put("output", oneOf(Vocabulary.ANSWERS, random));
    if (random.nextInt(PERCENT) < SCORED_PERCENT) {
      builder.score("helpfulness", random.nextInt(6, 11) / 10.0);
    }
  }

  private void generation(TraceBuilder builder, String name, String parent, String question) {
    var model = oneOf(Vocabulary.MODELS, random);
    int output = random.nextInt(30, 600);
    int firstToken = random.nextInt(150, 900);
    var body = builder.observation("generation-create", name, parent).put("model", model.name());
    body.put("completionStartTime", builder.now().plusMillis(firstToken).toString());
    body.put("promptName", "support-" + name).put("promptVersion", isNew(builder.now()) ? 3 : 2);
    body.putObject("modelParameters").put("temperature", 0.2).put("max_tokens", 1024);
    body.putArray("input").addObject().put("role", "user").put("content", question);
    builder.end(body, Duration.ofMillis(firstToken + output * 1000L / model.speed()));
    if (random.nextInt(PERCENT) < ERROR_PERCENT) {
      body.put("level", "ERROR").put("statusMessage", oneOf(Vocabulary.ERRORS, random));
      return;
    }
    body.put("output", oneOf(Vocabulary.ANSWERS, random));
    body.putObject("usageDetails").put("input", random.nextInt(200, 4000)).put("output", output);
  }

  private void tool(TraceBuilder builder, String parent) {
    var body = builder.observation("tool-create", oneOf(Vocabulary.TOOLS, random), parent);
    body.putObject("input").put("customer", "c-" + random.nextInt(500));
    builder.end(body, Duration.ofMillis(random.nextInt(20, 700)));
    body.putObject("output").put("found", random.nextInt(5));
  }

  private boolean isNew(Instant time) {
    return time.isAfter(end.minus(PROMPT_CHANGED));
  }
}
