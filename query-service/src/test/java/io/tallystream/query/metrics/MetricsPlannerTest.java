package io.tallystream.query.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.query.view.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which query is answered by which family, and which by facts. */
class MetricsPlannerTest {
  private static final long DAY = RandomFacts.DAY;
  private static final long NOW = Rows.NOON + 3 * DAY;

  @ParameterizedTest(name = "{0} by [{1}] of {2} where {3} per {4}: {5}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "observations | -                        | sum totalCost, p95 latency | -                | hour   | total",
        "observations | level                    | count count                | -                | -      | total",
        "observations | environment              | count count                | environment      | -      | total",
        "observations | providedModelName        | p95 latency, sum totalCost | -                | hour   | model + total",
        "observations | providedModelName        | sum totalCost              | providedModelName| day    | model",
        "observations | providedModelName,level  | count count                | -                | -      | facts",
        "observations | -                        | count count                | providedModelName| -      | model",
        "observations | providedModelName        | count count                | userId           | -      | facts",
        "observations | promptName,promptVersion | count count                | -                | -      | prompt + total",
        "observations | promptName,providedModelName | count count            | -                | -      | facts",
        "observations | promptName,providedModelName | count count            | promptName       | -      | prompt",
        "observations | name,type                | count count                | -                | -      | name + total",
        "observations | traceName                | sum totalCost              | -                | hour   | trace_name + total",
        "observations | userId                   | sum totalCost              | environment      | day    | user + total",
        "observations | userId                   | sum totalCost, p95 latency | environment      | day    | facts",
        "observations | userId                   | sum totalCost              | -                | hour   | facts",
        "observations | tags                     | count count                | -                | hour   | tag",
        "observations | sessionId                | count count                | sessionId        | -      | facts",
        "observations | traceId,level            | count count                | traceId          | -      | facts",
        "observations | version                  | count count                | -                | -      | facts",
        "observations | -                        | max latency                | -                | -      | facts",
        "observations | -                        | p95 totalTokens            | -                | -      | facts",
        "observations | -                        | avg streamingLatency       | -                | -      | facts",
        "observations | -                        | sum totalCost              | -                | minute | facts",
        "observations | providedModelName,priceState | count count, sum totalCost | -            | -      | model + total",
        "observations | priceState               | p95 latency                | -                | -      | facts",
        "observations | userId,usageType         | sum usageByType            | -                | -      | user + total",
        "observations | usageType                | count count                | -                | -      | facts",
        "traces       | name                     | count count, p95 latency   | -                | hour   | trace",
        "traces       | userId                   | count count                | -                | day    | user + trace",
        "traces       | userId                   | sum totalCost              | -                | -      | facts",
        "traces       | id                       | count count                | -                | -      | facts",
        "scores-numeric | name,source            | avg value, count count     | -                | hour   | score",
        "scores-numeric | name                   | p50 value                  | -                | -      | facts",
        "scores-boolean | booleanValue           | avg value                  | -                | -      | score",
        "scores-categorical | traceName          | count count                | -                | -      | facts",
      })
  void aFamilyAnswersWhatItHolds(
      String view,
      @Nullable String dimensions,
      String metrics,
      @Nullable String filter,
      @Nullable String granularity,
      String expected) {
    Question question =
        new Question(
            view,
            list(dimensions),
            list(metrics).stream().map(MetricsPlannerTest::metric).toList(),
            list(filter).stream().map(MetricsPlannerTest::any).toList(),
            granularity,
            RandomFacts.START,
            RandomFacts.START + 2 * DAY - 1000,
            false);

    boolean wide = list(dimensions).stream().anyMatch(List.of("userId", "traceId")::contains);
    Question asked = wide && question.version() == 2 ? ordered(question) : question;
    assertThat(word(Planner.plan(asked.parsed(), NOW))).isEqualTo(expected);
  }

  @Test
  void wholeBucketsComeFromTheRollupAndTheEdgesFromFacts() {
    long from = RandomFacts.START + 90_000_000L;
    long to = RandomFacts.START + 4 * RandomFacts.HOUR;

    assertThat(plan(List.of(), from, to))
        .isEqualTo(
            new Plan.Rollup(
                io.tallystream.event.RollupFamily.TOTAL,
                null,
                1_772_323_200 + 3600,
                1_772_323_200 + 4 * 3600,
                List.of(
                    new Interval(from, RandomFacts.START + RandomFacts.HOUR),
                    new Interval(to, to + 1000)),
                1));
    assertThat(plan(List.of(), from, from + 60_000_000L)).isEqualTo(new Plan.Facts());
  }

  @Test
  void aFamilyForLifeIsLessWhatLiesOutside() {
    long from = RandomFacts.START - 400 * DAY;
    long to = NOW + DAY;

    assertThat(plan(List.of("sessionId"), from, to))
        .isEqualTo(
            new Plan.Rollup(
                io.tallystream.event.RollupFamily.SESSION,
                null,
                0,
                1,
                List.of(new Interval(Interval.FIRST, from), new Interval(to + 1000, Interval.LAST)),
                -1));
  }

  private static Plan plan(List<String> dimensions, long from, long to) {
    Question question =
        new Question(
            "observations",
            dimensions,
            List.of(metric("count count")),
            dimensions.stream().map(MetricsPlannerTest::any).toList(),
            null,
            from,
            to,
            false);
    return Planner.plan(question.parsed(), NOW);
  }

  private static Question ordered(Question q) {
    return new Question(
        q.view(), q.dimensions(), q.metrics(), q.filters(), null, q.from(), q.to(), true);
  }

  private static String word(Plan plan) {
    return switch (plan) {
      case Plan.Facts _ -> "facts";
      case Plan.Rollup r ->
          r.rest() == null
              ? r.family().name().toLowerCase(Locale.ROOT)
              : (r.family() + " + " + r.rest()).toLowerCase(Locale.ROOT);
    };
  }

  private static Question.Filter any(String column) {
    return new Question.Filter(column, "stringOptions", "any of", List.of("x"));
  }

  private static Question.Metric metric(String text) {
    List<String> words = List.of(text.split(" ", -1));
    return new Question.Metric(words.get(1), words.get(0));
  }

  private static List<String> list(@Nullable String text) {
    return text == null ? List.of() : Arrays.stream(text.split(",", -1)).map(String::trim).toList();
  }
}
