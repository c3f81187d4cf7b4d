package io.tallystream.aggregator.views;

import io.tallystream.sink.Statement;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    var unseen = new ArrayList<Long>();
    for (long bucket : buckets) {
      if (seen.add(YearMonth.from(Instant.ofEpochSecond(bucket).atZone(ZoneOffset.UTC)))) {
        unseen.add(bucket);
      }
    }
    return unseen.isEmpty()
        ? List.of()
        : List.of(new Statement(ENSURE, Tuple.tuple().addValue(unseen.toArray(Long[]::new))));
  }
}
