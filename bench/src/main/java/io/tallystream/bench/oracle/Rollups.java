package io.tallystream.bench.oracle;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every rollup row, recomputed from what observations, traces and scores finally are. */
final class Rollups {
  private static final long HOUR = 3_600;
  private static final long DAY = 86_400;

  /**
   * @param table of PostgreSQL
   * @param bucket start in seconds since the epoch, 0 for life
   */
  record Key(String table, long bucket, List<String> dimensions) implements Comparable<Key> {
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

  static Map<Key, Totals> of(
      Collection<Observation> observations, Map<String, Trace> traces, Collection<Score> scores) {
    var rollups = new Rollups();
    observations.forEach(rollups::observation);
    observations.forEach(o -> rollups.underItsTrace(o, traces.get(o.traceId())));
    var byTrace = observations.stream().collect(Collectors.groupingBy(Observation::traceId));
    traces.values().forEach(t -> rollups.trace(t, byTrace.getOrDefault(t.id(), List.of())));
    scores.forEach(rollups::score);
    rollups.rows.values().removeIf(Totals::isZero);
    return rollups.rows;
  }

  private void observation(Observation o) {
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

  private void trace(Trace t, List<Observation> observations) {
    if (!t.userId().isEmpty()) {
      row("user", bucket(t.timestamp(), DAY), t.environment(), t.userId()).add("traces", 1);
    }
    if (!t.sessionId().isEmpty()) {
      row("session", 0, t.environment(), t.sessionId()).add("traces", 1);
    }
    long hour = bucket(t.timestamp(), HOUR);
    for (String tag : t.tags()) {
      row("tag", hour, t.environment(), tag).add("traces", 1);
    }
    Totals row = row("trace", hour, t.environment(), t.name(), t.release(), t.version());
    row.add("traces", 1);
    for (Observation o : observations) {
      counts(o, row);
    }
    long latency = latency(observations);
    row.add("latency_sum", latency);
    row.add("latency_count", 1);
    row.addLatencyBucket(Totals.bucket(latency), 1);
  }

  private void score(Score s) {
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

  /** Greatest end less least start; without ends, last start less first start; else 0. */
  private static long latency(List<Observation> observations) {
    if (observations.isEmpty()) {
      return 0;
    }
    long first = observations.stream().mapToLong(Observation::start).min().getAsLong();
    var end = observations.stream().filter(o -> o.end() != null).mapToLong(Observation::end).max();
    return (end.isPresent()
            ? end.getAsLong()
            : observations.stream().mapToLong(Observation::start).max().getAsLong())
        - first;
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
    return rows.computeIfAbsent(
        new Key("rollup_" + family, bucket, List.of(dimensions)), k -> new Totals());
  }

  private static long bucket(long micros, long seconds) {
    return Math.floorDiv(micros, seconds * 1_000_000) * seconds;
  }
}
