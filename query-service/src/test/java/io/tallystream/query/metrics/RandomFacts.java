package io.tallystream.query.metrics;

import io.tallystream.query.view.Rows;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A few hundred facts over three days, many of them on the borders of buckets. */
public final class RandomFacts {
  public static final long HOUR = 3_600_000_000L;
  public static final long DAY = 24 * HOUR;

  /** 2026-03-01T00:00:00Z, a Sunday. */
  public static final long START = Rows.NOON - 12 * HOUR;

  /** Before the questions that are for life begin. */
  static final long LONG_AGO = START - 600 * DAY;

  record Span(
      String trace,
      String id,
      long start,
      @Nullable Long end,
      @Nullable Long firstToken,
      int type,
      int level,
      int state,
      String environment,
      @Nullable String name,
      @Nullable String model,
      @Nullable String prompt,
      @Nullable Integer promptVersion,
      Map<String, Long> usage,
      Map<String, Long> cost) {
    long totalCost() {
      return cost.values().stream().mapToLong(Long::longValue).sum();
    }

    boolean priced() {
      return state <= 3;
    }
  }

  record Tree(
      String id,
      long at,
      boolean explicit,
      String environment,
      @Nullable String name,
      @Nullable String user,
      @Nullable String session,
      @Nullable String release,
      @Nullable String version,
      List<String> tags) {}

  record Mark(
      String id,
      String trace,
      long at,
      int type,
      int source,
      BigDecimal value,
      @Nullable String text,
      String environment,
      String name) {}

  final List<Tree> traces = new ArrayList<>();
  final List<Span> spans = new ArrayList<>();
  final List<Mark> marks = new ArrayList<>();
  private final Random random;

  public RandomFacts(long seed) {
    random = new Random(seed);
    for (int i = 0; i < 90; i++) {
      traces.add(trace("t" + i));
    }
    for (int i = 0; i < 350; i++) {
      spans.add(span("o" + i, traces.get(random.nextInt(80)).id()));
    }
    for (int i = 0; i < 150; i++) {
      marks.add(mark("s" + i, traces.get(random.nextInt(90)).id()));
    }
  }

  private Tree trace(String id) {
    TreeSet<String> tags = new TreeSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tags.add(one("red", "green", "blue"));
    }
    return new Tree(
        id,
        time(),
        random.nextInt(3) > 0,
        one("production", "staging"),
        maybe("chat", "search"),
        maybe("ada", "bob", "eve"),
        maybe("s-1", "s-2"),
        maybe("r1", "r2"),
        maybe("v1"),
        List.copyOf(tags));
  }

  private Span span(String id, String trace) {
    long start = time();
    int state = 1 + random.nextInt(5);
    Map<String, Long> usage = state == 5 ? Map.of() : units(1_000);
    Map<String, Long> cost = state > 3 ? Map.of() : units(5_000_000_000L);
    if (!usage.isEmpty()) {
      usage.put("total", usage.values().stream().mapToLong(Long::longValue).sum());
    }
    String prompt = maybe("greet", "answer");
    return new Span(
        trace,
        id,
        start,
        random.nextInt(5) == 0 ? null : Long.valueOf(start + latency()),
        random.nextInt(3) == 0 ? Long.valueOf(start + latency()) : null,
        1 + random.nextInt(4),
        1 + random.nextInt(4),
        state,
        one("production", "staging", "dev"),
        maybe("call", "plan", "fetch"),
        maybe("gpt", "claude"),
        prompt,
        prompt == null || random.nextBoolean() ? null : Integer.valueOf(1 + random.nextInt(2)),
        usage,
        cost);
  }

  private Mark mark(String id, String trace) {
    int type = 1 + random.nextInt(3);
    BigDecimal number = BigDecimal.valueOf(random.nextInt(40) - 20L, 1 + random.nextInt(2));
    boolean yes = random.nextBoolean();
    return new Mark(
        id,
        trace,
        time(),
        type,
        1 + random.nextInt(3),
        type == 3 ? (yes ? BigDecimal.ONE : BigDecimal.ZERO) : number,
        type == 1 ? null : type == 3 ? (yes ? "True" : "False") : one("good", "bad"),
        one("production", "staging"),
        one("quality", "tone"));
  }

  /** Negative at times, small at times, hours at times. */
  private long latency() {
    return switch (random.nextInt(6)) {
      case 0 -> -5;
      case 1 -> random.nextInt(40);
      case 2 -> random.nextLong(3 * HOUR);
      default -> random.nextLong(5_000_000);
    };
  }

  private long time() {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt(9) == 0 ? LONG_AGO : START + random.nextInt(73) * HOUR;
      case 1 -> START + random.nextInt(73) * HOUR - 1;
      case 2 -> START + random.nextInt(4) * DAY + random.nextInt(3) - 1;
      default -> START + random.nextLong(3 * DAY);
    };
  }

  private Map<String, Long> units(long bound) {
    Map<String, Long> units = new TreeMap<>();
    for (String type : List.of("input", "input_cached", "output", "audio")) {
      if (random.nextInt(3) > 0) {
        units.put(type, random.nextLong(bound) / 2);
      }
    }
    return units;
  }

  private String one(String... values) {
    return values[random.nextInt(values.length)];
  }

  private @Nullable String maybe(String... values) {
    return random.nextInt(3) == 0 ? null : one(values);
  }

  List<Span> spansOf(Tree trace) {
    return spans.stream().filter(span -> span.trace().equals(trace.id())).toList();
  }

  static long sum(Map<String, Long> units, String word) {
    return units.entrySet().stream()
        .filter(e -> e.getKey().contains(word))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** By the contract's 3.7. */
  long latency(Tree trace) {
    List<Span> own = spansOf(trace);
    if (own.isEmpty()) {
      return 0;
    }
    long first = own.stream().mapToLong(Span::start).min().orElseThrow();
    return own.stream()
            .filter(span -> span.end() != null)
            .mapToLong(Span::end)
            .max()
            .orElseGet(() -> own.stream().mapToLong(Span::start).max().orElseThrow())
        - first;
  }

  boolean counts(Tree trace) {
    return trace.explicit() || !spansOf(trace).isEmpty();
  }

  public JsonArray observationRows() {
    JsonArray rows = new JsonArray();
    for (Span span : spans) {
      rows.add(
          Rows.observation(span.trace(), span.id())
              .put("day", LocalDate.ofEpochDay(Math.floorDiv(span.start(), DAY)).toString())
              .put("start_us", span.start())
              .put("end_us", span.end())
              .put("completion_start_us", span.firstToken())
              .put("type", span.type())
              .put("level", span.level())
              .put("price_state", span.state())
              .put("environment", span.environment())
              .put("name", span.name())
              .put("model", span.model())
              .put("prompt_name", span.prompt())
              .put("prompt_version", span.promptVersion())
              .put("input_tokens", sum(span.usage(), "input"))
              .put("output_tokens", sum(span.usage(), "output"))
              .put("total_tokens", span.usage().getOrDefault("total", 0L))
              .put("input_cost", sum(span.cost(), "input"))
              .put("output_cost", sum(span.cost(), "output"))
              .put("total_cost", span.priced() ? span.totalCost() : null)
              .put("price_id", span.priced() && span.model() != null ? "price" : null)
              .put("usage", json(span.usage()))
              .put("cost", json(span.cost())));
    }
    return rows;
  }

  public JsonArray traceRows() {
    JsonArray rows = new JsonArray();
    for (Tree trace : traces) {
      List<Span> own = spansOf(trace);
      rows.add(
          Rows.trace(trace.id())
              .put("timestamp_us", trace.at())
              .put("explicit", trace.explicit())
              .put("environment", trace.environment())
              .put("name", trace.name())
              .put("user_id", trace.user())
              .put("session_id", trace.session())
              .put("release", trace.release())
              .put("version", trace.version())
              .put("tags", new JsonArray(trace.tags()))
              .put("latency_us", latency(trace))
              .put("observations", own.size())
              .put(
                  "total_tokens",
                  own.stream().mapToLong(s -> s.usage().getOrDefault("total", 0L)).sum())
              .put("total_cost", own.stream().mapToLong(Span::totalCost).sum()));
    }
    return rows;
  }

  public JsonArray scoreRows() {
    JsonArray rows = new JsonArray();
    for (Mark mark : marks) {
      rows.add(
          Rows.score(mark.id(), mark.trace(), mark.name(), mark.value().toPlainString())
              .put("timestamp_us", mark.at())
              .put("data_type", mark.type())
              .put("source", mark.source())
              .put("string_value", mark.text())
              .put("environment", mark.environment()));
    }
    return rows;
  }

  static @Nullable JsonObject json(Map<String, Long> units) {
    return units.isEmpty() ? null : new JsonObject(new TreeMap<String, Object>(units));
  }
}
