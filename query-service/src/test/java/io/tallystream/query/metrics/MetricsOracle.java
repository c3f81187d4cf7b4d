package io.tallystream.query.metrics;

import io.tallystream.event.LogLinear;
import io.tallystream.event.v1.Level;
import io.tallystream.event.v1.ObservationType;
import io.tallystream.event.v1.PriceState;
import io.tallystream.event.v1.ScoreDataType;
import io.tallystream.event.v1.ScoreSource;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers questions by walking over every fact; shares only {@link LogLinear} with the product. */
final class MetricsOracle {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  /** One fact with all that can be asked of it; measures in the API's unit. */
  private record Item(
      long at,
      Map<String, @Nullable String> dims,
      List<String> tags,
      Map<String, Map<String, Long>> types,
      Map<String, @Nullable Object> measures) {
    Item with(String dimension, String value) {
      Map<String, @Nullable String> more = new HashMap<>(dims);
      more.put(dimension, value);
      return new Item(at, more, tags, types, measures);
    }

    Item measuring(String measure, BigDecimal value) {
      Map<String, @Nullable Object> more = new HashMap<>(measures);
      more.put(measure, value);
      return new Item(at, dims, tags, types, more);
    }
  }

  private final RandomFacts facts;
  private final Map<String, RandomFacts.Tree> traces = new HashMap<>();

  MetricsOracle(RandomFacts facts) {
    this.facts = facts;
    facts.traces.forEach(trace -> traces.put(trace.id(), trace));
  }

  List<Map<String, @Nullable Object>> answer(Question q) {
    Map<List<@Nullable String>, List<Item>> groups = new LinkedHashMap<>();
    for (Item item : items(q.view())) {
      if (item.at() >= q.from() && item.at() < q.to() + 1000 && keeps(q, item)) {
        for (Item one : exploded(q, item)) {
          groups.computeIfAbsent(key(q, one), k -> new ArrayList<>()).add(one);
        }
      }
    }
    if (q.granularity() != null && !q.ordered()) {
      fill(q, groups);
    } else if (q.dimensions().isEmpty() && q.granularity() == null) {
      groups.computeIfAbsent(List.of(), k -> new ArrayList<>());
    }
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    groups.forEach((key, items) -> rows.add(row(q, key, items)));
    rows.sort(order(q));
    return rows.subList(0, Math.min(1000, rows.size()));
  }

  private List<Item> items(String view) {
    return switch (view) {
      case "observations" -> facts.spans.stream().map(this::item).toList();
      case "traces" -> facts.traces.stream().filter(facts::counts).map(this::item).toList();
      default -> facts.marks.stream().filter(m -> view.equals(view(m))).map(this::item).toList();
    };
  }

  private Item item(RandomFacts.Span s) {
    Map<String, @Nullable String> dims = new HashMap<>();
    dims.put("id", s.id());
    dims.put("traceId", s.trace());
    dims.put("environment", s.environment());
    dims.put("type", ObservationType.forNumber(s.type()).name());
    dims.put("level", Level.forNumber(s.level()).name());
    dims.put("priceState", PriceState.forNumber(s.state()).name());
    dims.put("name", s.name());
    dims.put("providedModelName", s.model());
    dims.put("promptName", s.prompt());
    dims.put("promptVersion", s.promptVersion() == null ? null : s.promptVersion().toString());
    RandomFacts.Tree t = Objects.requireNonNull(traces.get(s.trace()));
    dims.put("traceName", t.name());
    dims.put("traceRelease", t.release());
    dims.put("traceVersion", t.version());
    dims.put("userId", t.user());
    dims.put("sessionId", t.session());
    Map<String, @Nullable Object> m = new HashMap<>();
    m.put("count", BigDecimal.ONE);
    m.put("latency", s.end() == null ? null : millis(s.end() - s.start()));
    m.put(
        "timeToFirstToken",
        s.firstToken() == null ? null : millis(Math.max(0, s.firstToken() - s.start())));
    m.put("inputTokens", units(RandomFacts.sum(s.usage(), "input")));
    m.put("outputTokens", units(RandomFacts.sum(s.usage(), "output")));
    m.put("totalTokens", units(s.usage().getOrDefault("total", 0L)));
    m.put("inputCost", usd(RandomFacts.sum(s.cost(), "input")));
    m.put("outputCost", usd(RandomFacts.sum(s.cost(), "output")));
    m.put("totalCost", s.priced() ? usd(s.totalCost()) : null);
    m.put("uniqueUserIds", t.user());
    m.put("traceId", s.trace());
    Map<String, Map<String, Long>> types = Map.of("usageType", s.usage(), "costType", s.cost());
    return new Item(s.start(), dims, t.tags(), types, m);
  }

  private Item item(RandomFacts.Tree t) {
    Map<String, @Nullable String> dims = new HashMap<>();
    dims.put("id", t.id());
    dims.put("environment", t.environment());
    dims.put("name", t.name());
    dims.put("release", t.release());
    dims.put("version", t.version());
    dims.put("userId", t.user());
    dims.put("sessionId", t.session());
    List<RandomFacts.Span> own = facts.spansOf(t);
    Map<String, @Nullable Object> m = new HashMap<>();
    m.put("count", BigDecimal.ONE);
    m.put("observationsCount", units(own.size()));
    m.put("scoresCount", units(facts.marks.stream().filter(s -> s.trace().equals(t.id())).count()));
    m.put("latency", millis(facts.latency(t)));
    m.put(
        "totalTokens",
        units(own.stream().mapToLong(s -> s.usage().getOrDefault("total", 0L)).sum()));
    m.put("totalCost", usd(own.stream().mapToLong(RandomFacts.Span::totalCost).sum()));
    m.put("uniqueUserIds", t.user());
    return new Item(t.at(), dims, t.tags(), Map.of(), m);
  }

  private Item item(RandomFacts.Mark s) {
    Map<String, @Nullable String> dims = new HashMap<>();
    dims.put("id", s.id());
    dims.put("environment", s.environment());
    dims.put("name", s.name());
    dims.put("source", ScoreSource.forNumber(s.source()).name());
    dims.put("dataType", ScoreDataType.forNumber(s.type()).name());
    dims.put("booleanValue", s.text());
    dims.put("stringValue", s.text());
    RandomFacts.Tree t = Objects.requireNonNull(traces.get(s.trace()));
    dims.put("traceName", t.name());
    dims.put("userId", t.user());
    Map<String, @Nullable Object> m = new HashMap<>(Map.of("count", BigDecimal.ONE));
    m.put("value", s.value());
    return new Item(s.at(), dims, t.tags(), Map.of(), m);
  }

  private static String view(RandomFacts.Mark mark) {
    return "scores-" + List.of("numeric", "categorical", "boolean").get(mark.type() - 1);
  }

  private static boolean keeps(Question q, Item item) {
    return q.filters().stream().allMatch(filter -> keeps(filter, item));
  }

  private static boolean keeps(Question.Filter filter, Item item) {
    List<String> values = filter.values();
    if (filter.column().equals("tags")) {
      return switch (filter.operator()) {
        case "any of" -> values.stream().anyMatch(item.tags()::contains);
        case "none of" -> values.stream().noneMatch(item.tags()::contains);
        default -> item.tags().containsAll(values);
      };
    }
    String value = item.dims().get(filter.column());
    return switch (filter.operator()) {
      case "any of" -> value != null && values.contains(value);
      case "none of" -> value == null || !values.contains(value);
      case "is null" -> value == null;
      default -> value != null;
    };
  }

  private static List<Item> exploded(Question q, Item item) {
    List<Item> items = List.of(item);
    if (q.dimensions().contains("tags")) {
      items = item.tags().stream().map(tag -> item.with("tags", tag)).toList();
    }
    for (String type : List.of("usageType", "costType")) {
      if (q.dimensions().contains(type)) {
        boolean usage = type.equals("usageType");
        Map<String, Long> units = Objects.requireNonNull(item.types().get(type));
        List<Item> each = new ArrayList<>();
        for (Item one : items) {
          units.forEach(
              (name, n) -> {
                if (n != 0) {
                  each.add(
                      one.with(type, name)
                          .measuring(
                              usage ? "usageByType" : "costByType", usage ? units(n) : usd(n)));
                }
              });
        }
        items = each;
      }
    }
    return items;
  }

  private static List<@Nullable String> key(Question q, Item item) {
    List<@Nullable String> key = new ArrayList<>();
    q.dimensions().forEach(name -> key.add(item.dims().get(name)));
    if (q.granularity() != null) {
      key.add(label(q.granularity(), item.at()));
    }
    return key;
  }

  private static String label(String granularity, long micros) {
    LocalDateTime t =
        LocalDateTime.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), 0, ZoneOffset.UTC);
    LocalDateTime day = t.toLocalDate().atStartOfDay();
    return switch (granularity) {
      case "minute" -> t.withSecond(0) + ":00.000Z";
      case "hour" -> t.withSecond(0).withMinute(0) + ":00.000Z";
      case "day" -> day.toLocalDate().toString();
      case "week" ->
          day.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toString();
      default -> day.toLocalDate().withDayOfMonth(1).toString();
    };
  }

  private static void fill(Question q, Map<List<@Nullable String>, List<Item>> groups) {
    String granularity = Objects.requireNonNull(q.granularity());
    List<String> seen =
        groups.keySet().stream().map(key -> Objects.requireNonNull(key.getLast())).toList();
    long step = granularity.equals("minute") ? 60_000_000L : RandomFacts.HOUR;
    for (long at = q.from() - q.from() % step; at <= q.to(); at += step) {
      String label = label(granularity, at);
      if (!seen.contains(label)) {
        List<@Nullable String> key = new ArrayList<>();
        q.dimensions().forEach(d -> key.add(null));
        key.add(label);
        groups.putIfAbsent(key, new ArrayList<>());
      }
    }
  }

  private static Map<String, @Nullable Object> row(
      Question q, List<@Nullable String> key, List<Item> items) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 0; i < q.dimensions().size(); i++) {
      row.put(q.dimensions().get(i), key.get(i));
    }
    if (q.granularity() != null) {
      row.put("time_dimension", key.getLast());
    }
    q.metrics().forEach(metric -> row.put(metric.alias(), value(metric, items)));
    return row;
  }

  private static @Nullable Object value(Question.Metric metric, List<Item> items) {
    List<Object> values =
        items.stream()
            .map(item -> item.measures().get(metric.measure()))
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList();
    if (metric.aggregation().equals("uniq") || metric.measure().startsWith("unique")) {
      return units(values.stream().distinct().count());
    }
    if (metric.aggregation().equals("count")) {
      return units(values.size());
    }
    List<BigDecimal> numbers = values.stream().map(BigDecimal.class::cast).sorted().toList();
    BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (metric.aggregation().equals("sum")) {
      return sum;
    }
    if (numbers.isEmpty()) {
      return null;
    }
    return switch (metric.aggregation()) {
      case "avg" -> sum.divide(units(numbers.size()), MathContext.DECIMAL64);
      case "min" -> numbers.getFirst();
      case "max" -> numbers.getLast();
      default -> percentile(metric, numbers);
    };
  }

  /** Nearest rank; times as the middle of their log-linear bucket of microseconds. */
  private static BigDecimal percentile(Question.Metric metric, List<BigDecimal> sorted) {
    int percent = Integer.parseInt(metric.aggregation().substring(1));
    BigDecimal at = sorted.get((sorted.size() * percent + 99) / 100 - 1);
    if (metric.measure().equals("value")) {
      return at;
    }
    boolean time =
        metric.measure().equals("latency") || metric.measure().equals("timeToFirstToken");
    BigDecimal scale = time ? THOUSAND : BigDecimal.ONE;
    double middle = LogLinear.middle(LogLinear.index(at.multiply(scale).longValueExact()));
    return BigDecimal.valueOf(middle).divide(scale);
  }

  private static Comparator<Map<String, @Nullable Object>> order(Question q) {
    Comparator<Map<String, @Nullable Object>> byMetric =
        Comparator.comparing(
            row -> (BigDecimal) row.get(q.metrics().getFirst().alias()),
            Comparator.nullsLast(Comparator.<BigDecimal>reverseOrder()));
    Comparator<Map<String, @Nullable Object>> byTime =
        Comparator.comparing(row -> String.valueOf(row.get("time_dimension")));
    Comparator<Map<String, @Nullable Object>> order =
        q.ordered() ? byMetric.thenComparing(byTime) : byTime.thenComparing(byMetric);
    for (String name : q.dimensions()) {
      order =
          order.thenComparing(
              row -> (String) row.get(name), Comparator.nullsLast(Comparator.naturalOrder()));
    }
    return order;
  }

  /** Rows with numbers as plain decimals, so that equal means equal. */
  static List<Map<String, String>> plain(List<Map<String, @Nullable Object>> rows) {
    return rows.stream()
        .map(
            row -> {
              Map<String, String> texts = new TreeMap<>();
              row.forEach((name, value) -> texts.put(name, text(value)));
              return texts;
            })
        .toList();
  }

  private static String text(@Nullable Object value) {
    return value instanceof BigDecimal number
        ? (number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString())
        : String.valueOf(value);
  }

  private static BigDecimal units(long n) {
    return BigDecimal.valueOf(n);
  }

  private static BigDecimal millis(long micros) {
    return BigDecimal.valueOf(micros, 3);
  }

  private static BigDecimal usd(long pico) {
    return BigDecimal.valueOf(pico, 12);
  }
}
