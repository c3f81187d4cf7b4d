package io.tallystream.query.metrics;

import io.tallystream.event.LogLinear;
import io.tallystream.event.RollupFamily;
import io.tallystream.event.Routing;
import io.tallystream.event.v1.Histogram;
import io.tallystream.event.v1.Level;
import io.tallystream.event.v1.ObservationType;
import io.tallystream.event.v1.ScoreDataType;
import io.tallystream.event.v1.ScoreSource;
import io.tallystream.query.view.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rollup rows of facts, computed one fact at a time and on another way than the aggregator. */
public final class RollupOracle {
  private static final List<String> SUMS =
      List.of(
          ("count traces errors warnings priced stated estimated unpriced no_usage priced_cost"
                  + " stated_cost estimated_cost input_tokens output_tokens total_tokens input_cost"
                  + " output_cost latency_sum latency_count ttft_sum ttft_count")
              .split(" "));
  private static final List<String> STATES =
      List.of("", "priced", "stated", "estimated", "unpriced", "no_usage");

  private record Key(long bucket, List<String> dims, int part) {}

  private static final class Sums {
    final Map<String, Long> sums = new TreeMap<>();
    final Map<String, Long> usage = new TreeMap<>();
    final Map<String, Long> cost = new TreeMap<>();
    final TreeMap<Integer, Long> latency = new TreeMap<>();
    final TreeMap<Integer, Long> ttft = new TreeMap<>();
    BigDecimal value = BigDecimal.ZERO;

    void add(String name, long amount) {
      sums.merge(name, amount, Long::sum);
    }
  }

  private final RandomFacts facts;
  private final Map<RollupFamily, Map<Key, Sums>> families = new EnumMap<>(RollupFamily.class);

  public RollupOracle(RandomFacts facts) {
    this.facts = facts;
    Map<String, RandomFacts.Tree> traces = new LinkedHashMap<>();
    facts.traces.forEach(trace -> traces.put(trace.id(), trace));
    for (RandomFacts.Span span : facts.spans) {
      ofSpan(span);
      ofTracesSpan(span, traces.get(span.trace()));
    }
    facts.traces.stream().filter(facts::counts).forEach(this::ofTrace);
    facts.marks.forEach(this::ofMark);
  }

  private void ofSpan(RandomFacts.Span s) {
    String type = ObservationType.forNumber(s.type()).name();
    add(s, at(RollupFamily.TOTAL, s, type, Level.forNumber(s.level()).name()));
    if (s.model() != null) {
      add(s, at(RollupFamily.MODEL, s, type, s.model(), s.priced() ? "price" : ""));
    }
    if (s.prompt() != null) {
      String version = s.promptVersion() == null ? "" : s.promptVersion().toString();
      add(s, at(RollupFamily.PROMPT, s, s.prompt(), version, text(s.model())));
    }
    if (s.name() != null) {
      add(s, at(RollupFamily.NAME, s, type, s.name()));
    }
  }

  private void ofTracesSpan(RandomFacts.Span s, RandomFacts.Tree t) {
    if (t.user() != null) {
      addWithoutHistograms(s, at(RollupFamily.USER, s, t.user()));
    }
    if (t.session() != null) {
      addWithoutHistograms(s, at(RollupFamily.SESSION, s, t.session()));
    }
    for (String tag : t.tags()) {
      addWithoutHistograms(s, at(RollupFamily.TAG, s, tag));
    }
    if (t.name() != null || t.release() != null || t.version() != null) {
      addWithoutHistograms(
          s, at(RollupFamily.TRACE_NAME, s, text(t.name()), text(t.release()), text(t.version())));
    }
  }

  private void ofTrace(RandomFacts.Tree t) {
    if (t.user() != null) {
      at(RollupFamily.USER, t, t.user()).add("traces", 1);
    }
    if (t.session() != null) {
      at(RollupFamily.SESSION, t, t.session()).add("traces", 1);
    }
    t.tags().forEach(tag -> at(RollupFamily.TAG, t, tag).add("traces", 1));
    Sums sums = at(RollupFamily.TRACE, t, text(t.name()), text(t.release()), text(t.version()));
    sums.add("traces", 1);
    facts.spansOf(t).forEach(span -> addWithoutTimes(span, sums));
    time(facts.latency(t), "latency", sums.latency, sums);
  }

  private void ofMark(RandomFacts.Mark m) {
    Sums sums =
        at(
            RollupFamily.SCORE,
            m.at(),
            m.id(),
            m.environment(),
            m.name(),
            ScoreSource.forNumber(m.source()).name(),
            ScoreDataType.forNumber(m.type()).name(),
            text(m.text()));
    sums.add("count", 1);
    sums.value = sums.value.add(m.value());
  }

  private static void add(RandomFacts.Span s, Sums sums) {
    addWithoutTimes(s, sums);
    if (s.end() != null) {
      time(s.end() - s.start(), "latency", sums.latency, sums);
    }
    if (s.firstToken() != null) {
      time(Math.max(0, s.firstToken() - s.start()), "ttft", sums.ttft, sums);
    }
  }

  /** Rows by attributes of the trace have the sums of times only. */
  private static void addWithoutHistograms(RandomFacts.Span s, Sums sums) {
    add(s, sums);
    sums.latency.clear();
    sums.ttft.clear();
  }

  private static void addWithoutTimes(RandomFacts.Span s, Sums sums) {
    sums.add("count", 1);
    sums.add("errors", s.level() == Level.ERROR_VALUE ? 1 : 0);
    sums.add("warnings", s.level() == Level.WARNING_VALUE ? 1 : 0);
    sums.add(STATES.get(s.state()), 1);
    if (s.priced()) {
      sums.add(STATES.get(s.state()) + "_cost", s.totalCost());
    }
    sums.add("input_tokens", RandomFacts.sum(s.usage(), "input"));
    sums.add("output_tokens", RandomFacts.sum(s.usage(), "output"));
    sums.add("total_tokens", s.usage().getOrDefault("total", 0L));
    sums.add("input_cost", RandomFacts.sum(s.cost(), "input"));
    sums.add("output_cost", RandomFacts.sum(s.cost(), "output"));
    s.usage().forEach((type, units) -> sums.usage.merge(type, units, Long::sum));
    s.cost().forEach((type, pico) -> sums.cost.merge(type, pico, Long::sum));
  }

  private static void time(long micros, String name, Map<Integer, Long> counts, Sums sums) {
    sums.add(name + "_sum", micros);
    sums.add(name + "_count", 1);
    counts.merge(LogLinear.index(micros), 1L, Long::sum);
  }

  private Sums at(RollupFamily family, RandomFacts.Span s, String... dims) {
    return at(family, s.start(), s.trace(), with(s.environment(), dims));
  }

  private Sums at(RollupFamily family, RandomFacts.Tree t, String... dims) {
    return at(family, t.at(), t.id(), with(t.environment(), dims));
  }

  private Sums at(RollupFamily family, long micros, String routed, String... dims) {
    int part = Routing.partition(Database.PROJECT.number(), routed, Database.PARTITIONS);
    Key key = new Key(family.bucket.startOf(micros), List.of(dims), part);
    return families
        .computeIfAbsent(family, f -> new LinkedHashMap<>())
        .computeIfAbsent(key, k -> new Sums());
  }

  private static String[] with(String first, String... rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(rest));
    return all.toArray(String[]::new);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  public JsonArray rows(RollupFamily family) {
    JsonArray rows = new JsonArray();
    families
        .getOrDefault(family, Map.of())
        .forEach((key, sums) -> rows.add(row(family, key, sums)));
    return rows;
  }

  private static JsonObject row(RollupFamily family, Key key, Sums sums) {
    JsonObject row =
        new JsonObject()
            .put("project_id", Database.PROJECT.number())
            .put("bucket_s", key.bucket())
            .put("part", key.part())
            .put("ver", 1)
            .put("value_sum", sums.value.toPlainString())
            .put("usage", RandomFacts.json(sums.usage))
            .put("cost", RandomFacts.json(sums.cost))
            .put("latency", histogram(sums.latency))
            .put("ttft", histogram(sums.ttft));
    for (int i = 0; i < key.dims().size(); i++) {
      row.put(family.dimensions.get(i), key.dims().get(i));
    }
    SUMS.forEach(name -> row.put(name, sums.sums.getOrDefault(name, 0L)));
    return row;
  }

  private static @Nullable String histogram(Map<Integer, Long> counts) {
    if (counts.isEmpty()) {
      return null;
    }
    byte[] bytes =
        Histogram.newBuilder()
            .addAllIndex(counts.keySet())
            .addAllCount(counts.values())
            .build()
            .toByteArray();
    return "\\x" + HexFormat.of().formatHex(bytes);
  }
}
