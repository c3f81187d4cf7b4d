package io.tallystream.query.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Questions over {@link RandomFacts}: most of them such that a rollup could hold the answer. */
final class RandomQuestions {
  private static final List<String> VIEWS =
      List.of(
          "observations",
          "observations",
          "observations",
          "traces",
          "scores-numeric",
          "scores-boolean",
          "scores-categorical");

  private final Random random;

  RandomQuestions(long seed) {
    random = new Random(seed);
  }

  Question next() {
    return switch (random.nextInt(10)) {
      case 0 -> ofSessions();
      case 1 -> ofTags();
      case 2 -> aimed(List.of("name"), List.of(), odd());
      default -> any();
    };
  }

  /** For life, less what is older. */
  private Question ofSessions() {
    return aimed(
        one(List.of(List.of(), List.of("sessionId"), List.of("sessionId", "environment"))),
        List.of(any("sessionId", "s-1", "s-2")),
        new long[] {life(), RandomFacts.START + 5 * RandomFacts.DAY});
  }

  private Question ofTags() {
    boolean grouped = random.nextBoolean();
    Question.Filter red = new Question.Filter("tags", "arrayOptions", "all of", List.of("red"));
    return aimed(grouped ? List.of("tags") : List.of(), grouped ? List.of() : List.of(red), odd());
  }

  private Question aimed(List<String> dimensions, List<Question.Filter> filters, long[] interval) {
    boolean ofTraces = random.nextInt(3) == 0;
    Question.Metric count = new Question.Metric("count", "count");
    List<Question.Metric> more =
        List.of(
            count,
            new Question.Metric("totalCost", one(List.of("sum", "avg"))),
            new Question.Metric("latency", "p95"));
    return new Question(
        ofTraces ? "traces" : "observations",
        dimensions,
        ofTraces ? List.of(count) : more,
        filters,
        null,
        interval[0],
        interval[1],
        random.nextBoolean());
  }

  private Question any() {
    String view = one(VIEWS);
    List<String> dimensions = dimensions(view);
    String granularity =
        random.nextBoolean() ? null : one(List.of("hour", "day", "week", "month", "minute"));
    long[] interval = interval(granularity);
    return new Question(
        view,
        dimensions,
        metrics(view, dimensions),
        filters(view),
        needsNoTime(view, dimensions) ? null : granularity,
        interval[0],
        interval[1],
        needsNoTime(view, dimensions) || random.nextInt(4) == 0);
  }

  private static boolean needsNoTime(String view, List<String> dimensions) {
    return dimensions.contains("traceId") && view.equals("observations");
  }

  private List<String> dimensions(String view) {
    return one(
        switch (view) {
          case "observations" ->
              List.of(
                  List.of(),
                  List.of("environment"),
                  List.of("providedModelName"),
                  List.of("type", "providedModelName"),
                  List.of("level", "type"),
                  List.of("promptName", "promptVersion"),
                  List.of("promptName", "providedModelName"),
                  List.of("name"),
                  List.of("traceName"),
                  List.of("traceRelease", "traceVersion", "environment"),
                  List.of("userId"),
                  List.of("userId", "level"),
                  List.of("sessionId"),
                  List.of("tags"),
                  List.of("traceId", "level"),
                  List.of("priceState"),
                  List.of("providedModelName", "priceState"),
                  List.of("providedModelName", "usageType"),
                  List.of("traceName", "usageType"),
                  List.of("costType", "priceState"));
          case "traces" ->
              List.of(
                  List.of(),
                  List.of("name"),
                  List.of("name", "release"),
                  List.of("userId"),
                  List.of("sessionId"),
                  List.of("tags"),
                  List.of("id"),
                  List.of("environment", "version"));
          default -> scores(view);
        });
  }

  private static List<List<String>> scores(String view) {
    List<List<String>> all = new ArrayList<>();
    all.add(List.of());
    all.add(List.of("name"));
    all.add(List.of("name", "source", "environment"));
    all.add(List.of("traceName"));
    all.add(List.of("dataType", "userId"));
    if (!view.equals("scores-numeric")) {
      all.add(List.of(view.equals("scores-boolean") ? "booleanValue" : "stringValue"));
    }
    return all;
  }

  private List<Question.Metric> metrics(String view, List<String> dimensions) {
    List<Question.Metric> metrics = new ArrayList<>();
    if (dimensions.contains("usageType")) {
      metrics.add(new Question.Metric("usageByType", "sum"));
    } else if (dimensions.contains("costType")) {
      metrics.add(new Question.Metric("costByType", one(List.of("sum", "max"))));
    } else if (dimensions.contains("priceState")) {
      metrics.add(new Question.Metric("count", "count"));
      metrics.add(new Question.Metric("totalCost", one(List.of("sum", "avg", "count"))));
    } else {
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        metrics.add(metric(view));
      }
    }
    return metrics.stream().distinct().toList();
  }

  private Question.Metric metric(String view) {
    List<String> sums = List.of("sum", "avg", "count", "sum", "min");
    List<String> percentiles = List.of("p50", "p75", "p95", "p99", "avg", "max");
    return switch (view) {
      case "observations" ->
          one(
              List.of(
                  new Question.Metric("count", "count"),
                  new Question.Metric("latency", one(percentiles)),
                  new Question.Metric("timeToFirstToken", one(percentiles)),
                  new Question.Metric("totalCost", one(sums)),
                  new Question.Metric("inputCost", one(sums)),
                  new Question.Metric("totalTokens", one(sums)),
                  new Question.Metric("outputTokens", "p90"),
                  new Question.Metric("totalTokens", "sum")));
      case "traces" ->
          one(
              List.of(
                  new Question.Metric("count", "count"),
                  new Question.Metric("latency", one(percentiles)),
                  new Question.Metric("observationsCount", one(sums)),
                  new Question.Metric("scoresCount", "sum"),
                  new Question.Metric("uniqueUserIds", "uniq"),
                  new Question.Metric("totalCost", one(sums))));
      case "scores-categorical" -> new Question.Metric("count", "count");
      default ->
          one(
              List.of(
                  new Question.Metric("count", "count"),
                  new Question.Metric("value", one(sums)),
                  new Question.Metric("value", one(percentiles))));
    };
  }

  private List<Question.Filter> filters(String view) {
    List<Question.Filter> filters = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      filters.add(one(choices(view)));
    }
    return filters;
  }

  private static List<Question.Filter> choices(String view) {
    List<Question.Filter> all = new ArrayList<>();
    all.add(any("environment", "production"));
    all.add(any("environment", "production", "staging"));
    if (!view.startsWith("scores")) {
      all.add(any("userId", "ada", "bob"));
      all.add(any("sessionId", "s-1"));
      all.add(new Question.Filter("tags", "arrayOptions", "any of", List.of("red")));
      all.add(new Question.Filter("tags", "arrayOptions", "all of", List.of("red", "blue")));
      all.add(new Question.Filter("tags", "arrayOptions", "none of", List.of("green")));
      all.add(new Question.Filter("name", "stringOptions", "none of", List.of("chat", "call")));
      all.add(new Question.Filter("userId", "null", "is null", List.of()));
      all.add(new Question.Filter("name", "null", "is not null", List.of()));
    }
    if (view.equals("observations")) {
      all.add(any("providedModelName", "gpt"));
      all.add(any("promptName", "greet"));
      all.add(any("type", "SPAN", "EVENT"));
      all.add(any("traceName", "chat"));
      all.add(any("priceState", "UNPRICED"));
    }
    return all;
  }

  private static Question.Filter any(String column, String... values) {
    return new Question.Filter(column, "stringOptions", "any of", List.of(values));
  }

  private long[] interval(@Nullable String granularity) {
    if ("minute".equals(granularity)) {
      long from = RandomFacts.START + 11 * RandomFacts.HOUR + random.nextInt(90_000) * 1000L;
      return new long[] {from, from + RandomFacts.HOUR * 2 + 12_345_000L};
    }
    long start = RandomFacts.START;
    long day = RandomFacts.DAY;
    return switch (random.nextInt(5)) {
      case 0 -> new long[] {start, start + 2 * day - 1000};
      case 1 -> new long[] {start, start + day};
      case 2 -> new long[] {start - day, start + 4 * day + 777_000};
      case 3 -> granularity == null ? new long[] {life(), start + 5 * day} : odd();
      default -> odd();
    };
  }

  private static long life() {
    return RandomFacts.START - 500 * RandomFacts.DAY;
  }

  private long[] odd() {
    long from = RandomFacts.START + random.nextInt(40 * 3600) * 1_000_000L + 1_000L;
    return new long[] {from, from + 5_000_000L + random.nextInt(50 * 3600) * 1_000_000L};
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
