package io.tallystream.aggregator.views;

import io.tallystream.sink.Statement;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** UTC months that this process has asked the database to make partitions for. */
final class Months {
  private static final String ENSURE =
      "/* ensure-rollup-month */ SELECT ensure_rollup_month(b) FROM unnest($1::bigint[]) AS b";

  /** Forgotten beyond it, so that a client's clock cannot fill the heap. */
  private static final int MAX_SEEN = 10_000;

  private final Set<YearMonth> seen = ConcurrentHashMap.newKeySet();

  /** Makes partitions for buckets (seconds since the epoch) of months that are new to us. */
  List<Statement> ensure(Set<Long> buckets) {
    if (seen.size() > MAX_SEEN) {
      seen.clear();
    }
    var months = new TreeMap<YearMonth, Long>();
    for (long bucket : buckets) {
      months.put(YearMonth.from(Instant.ofEpochSecond(bucket).atZone(ZoneOffset.UTC)), bucket);
    }
    months.keySet().removeIf(month -> !seen.add(month));
    return months.isEmpty()
        ? List.of()
        : List.of(
            new Statement(ENSURE, Tuple.tuple().addValue(months.values().toArray(Long[]::new))));
  }
}
