package io.tallystream.faults;

import io.tallystream.audit.Comparison;
import io.tallystream.audit.Database;
import io.tallystream.bench.generator.Event;
import io.tallystream.bench.oracle.OracleRun;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the checkers say: acknowledged is a subset of stored, stored is a subset of acknowledged and
 * unknown, each entity is one row, and every rollup equals the recompute of what the log kept.
 *
 * @param acknowledged events
 * @param unknown events of which the end of some try is not known
 * @param lost acknowledged events that are not in the log, and entities of the log without a row
 * @param twice rows too many, and observations that the rollups count too often
 * @param invented events in the log that were refused or never sent
 * @param drift rollup rows that differ from the recompute
 * @param report the rows, family by family, and each thing that is lost
 */
record Judgement(
    int acknowledged,
    int unknown,
    long lost,
    long twice,
    long invented,
    long drift,
    Duration settled,
    String report) {
  private static final long BETWEEN_LOOKS_MILLIS = 500;

  /** Nothing acknowledged is no pass. */
  boolean exact() {
    return acknowledged > 0 && lost == 0 && twice == 0 && invented == 0 && drift == 0;
  }

  /** Waits for the rollups to be exact and for every row, at most {@code limit}, then counts. */
  static Judgement of(
      OracleRun run,
      Journal journal,
      AcceptedLog log,
      String databaseUrl,
      String projectId,
      Duration limit)
      throws Exception {
    long start = System.nanoTime();
    Set<String> kept = log.ids(run.prefix());
    List<Event> stored = run.events().stream().filter(e -> kept.contains(id(e))).toList();
    Set<String> wanted = entities(stored);
    Comparison comparison = run.await(stored, limit);
    try (Connection database = Database.connect(databaseUrl)) {
      int project = Database.projectNumber(database, projectId);
      var views = StoredEntities.of(database, project, run);
      // Rollups and rows have sinks of their own, and either may be the later one.
      while (!views.rows().keySet().containsAll(wanted)
          && System.nanoTime() - start < limit.toNanos()) {
        Thread.sleep(BETWEEN_LOOKS_MILLIS);
        views = StoredEntities.of(database, project, run);
      }
      Duration settled = Duration.ofNanos(System.nanoTime() - start);

      var lost = new ArrayList<String>();
      long invented = 0;
      for (int i = 0; i < run.events().size(); i++) {
        String id = id(run.events().get(i));
        if (!kept.contains(id) && journal.isAcknowledged(i)) {
          lost.add("not in the log: event " + id);
        }
        invented += kept.contains(id) && !journal.mayBeStored(i) ? 1 : 0;
      }
      Set<String> rows = views.rows().keySet();
      wanted.stream().filter(key -> !rows.contains(key)).forEach(key -> lost.add("no row: " + key));
      long observations = wanted.stream().filter(k -> k.startsWith("observation ")).count();
      long uncounted = Math.max(0, observations - views.counted());
      long twice = views.rows().values().stream().mapToLong(n -> n - 1).sum();
      twice += Math.max(0, views.counted() - observations);
      invented += rows.stream().filter(key -> !wanted.contains(key)).count();
      return new Judgement(
          journal.acknowledged(),
          journal.unknown(),
          lost.size() + uncounted,
          twice,
          invented,
          comparison.drift().values().stream().mapToLong(Integer::longValue).sum(),
          settled,
          comparison.report()
              + "%nobservations the rollups do not count: %d%n".formatted(uncounted)
              + String.join("\n", lost));
    }
  }

  private static String id(Event event) {
    return event.envelope().get("id").textValue();
  }

  /** Every observation, trace and score that the events speak of. */
  private static Set<String> entities(List<Event> events) {
    var keys = new HashSet<String>();
    for (Event event : events) {
      String id = event.body().get("id").textValue();
      switch (event.type()) {
        case "trace-create" -> keys.add(StoredEntities.key("trace", id));
        case "score-create" -> keys.add(StoredEntities.key("score", id));
        default -> {
          keys.add(StoredEntities.key("observation", id));
          keys.add(StoredEntities.key("trace", event.body().get("traceId").textValue()));
        }
      }
    }
    return keys;
  }

  /** What is wrong, for people. */
  List<String> complaints() {
    var all = new ArrayList<String>();
    complain(all, acknowledged == 0 ? 1 : 0, "nothing was acknowledged");
    complain(all, lost, "acknowledged and lost");
    complain(all, twice, "counted twice");
    complain(all, invented, "stored although refused");
    complain(all, drift, "rollup rows that differ");
    return all;
  }

  private static void complain(List<String> all, long n, String what) {
    if (n > 0) {
      all.add(n + " " + what);
    }
  }
}
