package io.tallystream.audit;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every rollup row, recomputed from what observations, traces and scores finally are. */
public final class Rollups {
  static final long HOUR = 3_600;
  static final long DAY = 86_400;

  /**
   * @param table of PostgreSQL
   * @param bucket start in seconds since the epoch, 0 for life
   */
  public record Key(String table, long bucket, List<String> dimensions) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::table)
            .thenComparingLong(Key::bucket)
            .thenComparing(key -> key.dimensions.toArray(String[]::new), Arrays::compare);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private final TreeMap<Key, Totals> rows = new TreeMap<>();
  private final Predicate<Key> wanted;

  /** Keeps the wanted rows; what counts in others is dropped. */
  Rollups(Predicate<Key> wanted) {
    this.wanted = wanted;
  }

  /** Every row of a set that is in memory; each observation's trace is among the traces. */
  public static Map<Key, Totals> of(
      Collection<Observation> observations, Map<String, Trace> traces, Collection<Score> scores) {
    var rollups = new Rollups(key -> true);
    observations.forEach(o -> rollups.observation(o, traces.get(o.traceId())));
    var byTrace = observations.stream().collect(Collectors.groupingBy(Observation::traceId));
    for (Trace t : traces.values()) {
      rollups.trace(t);
      var whole = new WholeTrace(t);
      byTrace.getOrDefault(t.id(), List.of()).forEach(whole::add);
      rollups.trace(whole);
    }
    scores.forEach(rollups::score);
    return rollups.rows();
  }

  /** The rows that are not zero. */
  Map<Key, Totals> rows() {
    rows.values().removeIf(Totals::isZero);
    return rows;
  }

  /** An observation by what it is, and by attributes of its trace where that is known. */
  void observation(Observation o, @Nullable Trace t) {
    long hour = bucket(o.start(), HOUR);
    with(o, row("total", hour, o.environment(), o.type(), o.level()), true);
    if (!o.model().isEmpty()) {
      with(o, row("model", hour, o.environment(), o.type(), o.model(), o.priceId()), true);
    }
    if (!o.promptName().isEmpty()) {
      with(
          o,
          row("prompt", hour, o.environment(), o.promptName(), o.promptVersion(), o.model()),
          true);
    }
    if (!o.name().isEmpty()) {
      with(o, row("name", hour, o.environment(), o.type(), o.name()), true);
    }
    if (t != null) {
      underItsTrace(o, t);
    }
  }

  private void underItsTrace(Observation o, Trace t) {
    long hour = bucket(o.start(), HOUR);
    String environment = o.environment();
    if (!t.userId().isEmpty()) {
      with(o, row("user", bucket(o.start(), DAY), environment, t.userId()), false);
    }
    if (!t.sessionId().isEmpty()) {
      with(o, row("session", 0, environment, t.sessionId()), false);
    }
    if (!t.name().isEmpty() || !t.release().isEmpty() || !t.version().isEmpty()) {
      with(o, row("trace_name", hour, environment, t.name(), t.release(), t.version()), false);
    }
    for (String tag : t.tags()) {
      with(o, row("tag", hour, environment, tag), false);
    }
  }

  /** The trace itself, where traces and observations are counted side by side. */
  void trace(Trace t) {
    if (!t.userId().isEmpty()) {
      row("user", bucket(t.timestamp(), DAY), t.environment(), t.userId()).add("traces", 1);
    }
    if (!t.sessionId().isEmpty()) {
      row("session", 0, t.environment(), t.sessionId()).add("traces", 1);
    }
    for (String tag : t.tags()) {
      row("tag", bucket(t.timestamp(), HOUR), t.environment(), tag).add("traces", 1);
    }
  }

  /** The trace as one thing: its latency, and the sums over its observations. */
  void trace(WholeTrace whole) {
    Trace t = whole.trace;
    Totals row =
        row(
            "trace",
            bucket(t.timestamp(), HOUR),
            t.environment(),
            t.name(),
            t.release(),
            t.version());
    row.add(whole.sums);
    row.add("traces", 1);
    row.add("latency_sum", whole.latency());
    row.add("latency_count", 1);
    row.addLatencyBucket(Totals.bucket(whole.latency()), 1);
  }

  void score(Score s) {
    Totals row =
        row(
            "score",
            bucket(s.timestamp(), HOUR),
            s.environment(),
            s.name(),
            s.source(),
            s.dataType(),
            s.category());
    row.add("count", 1);
    row.addValue(s.value() == null ? BigDecimal.ZERO : s.value());
  }

  /** A trace while its observations pass by. */
  static final class WholeTrace {
    private final Trace trace;
    private final Totals sums = new Totals();
    private long firstStart = Long.MAX_VALUE;
    private long lastStart = Long.MIN_VALUE;
    private @Nullable Long lastEnd;

    WholeTrace(Trace trace) {
      this.trace = trace;
    }

    Trace trace() {
      return trace;
    }

    void add(Observation o) {
      counts(o, sums);
      firstStart = Math.min(firstStart, o.start());
      lastStart = Math.max(lastStart, o.start());
      if (o.end() != null) {
        lastEnd = lastEnd == null ? o.end() : Math.max(lastEnd, o.end());
      }
    }

    /** Greatest end less least start; without ends, last start less first start; else 0. */
    private long latency() {
      if (firstStart == Long.MAX_VALUE) {
        return 0;
      }
      return (lastEnd == null ? lastStart : lastEnd) - firstStart;
    }
  }

  private static void with(Observation o, Totals row, boolean histograms) {
    counts(o, row);
    if (o.end() != null) {
      long latency = o.end() - o.start();
      row.add("latency_sum", latency);
      row.add("latency_count", 1);
      if (histograms) {
        row.addLatencyBucket(Totals.bucket(latency), 1);
      }
    }
    if (o.firstToken() != null) {
      long ttft = Math.max(0, o.firstToken() - o.start());
      row.add("ttft_sum", ttft);
      row.add("ttft_count", 1);
      if (histograms) {
        row.addTtftBucket(Totals.bucket(ttft), 1);
      }
    }
  }

  private static void counts(Observation o, Totals row) {
    row.add("count", 1);
    switch (o.level()) {
      case "ERROR" -> row.add("errors", 1);
      case "WARNING" -> row.add("warnings", 1);
      default -> {}
    }
    row.add(o.priceState(), 1);
    if (o.totalCost() != null) {
      row.add(o.priceState() + "_cost", o.totalCost());
    }
    row.addUsage(o.usage());
    row.addCost(o.cost());
  }

  private Totals row(String family, long bucket, String... dimensions) {
    var key = new Key("rollup_" + family, bucket, List.of(dimensions));
    return wanted.test(key) ? rows.computeIfAbsent(key, k -> new Totals()) : new Totals();
  }

  private static long bucket(long micros, long seconds) {
    return Math.floorDiv(micros, seconds * 1_000_000) * seconds;
  }
}
