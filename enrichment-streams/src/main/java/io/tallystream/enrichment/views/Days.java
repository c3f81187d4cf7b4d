package io.tallystream.enrichment.views;

import io.tallystream.sink.Statement;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** UTC days, and which of them this process has asked the database to make a partition for. */
final class Days {
  private static final String ENSURE =
      "/* ensure-day */ SELECT ensure_day(d) FROM unnest($1::date[]) AS d";

  /** Forgotten beyond it, so that a client's clock cannot fill the heap. */
  private static final int MAX_SEEN = 10_000;

  private final Set<LocalDate> seen = ConcurrentHashMap.newKeySet();

  static LocalDate of(long epochMicros) {
    return LocalDate.ofInstant(Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS), ZoneOffset.UTC);
  }

  /** Makes partitions for the days that are new to us; none otherwise. */
  List<Statement> ensure(Set<LocalDate> days) {
    if (seen.size() > MAX_SEEN) {
      seen.clear();
    }
    LocalDate[] unseen = days.stream().filter(seen::add).sorted().toArray(LocalDate[]::new);
    return unseen.length == 0
        ? List.of()
        : List.of(new Statement(ENSURE, Tuple.tuple().addValue(unseen)));
  }
}
