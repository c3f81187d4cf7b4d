package io.tallystream.aggregator.rollup;

import io.tallystream.event.RollupFamily;
import io.tallystream.event.v1.TraceCell;
import io.tallystream.event.v1.TraceFact;
import java.util.ArrayList;
import java.util.List;

/**
 * What a trace adds: its observations (summed in cells) under its attributes, and itself. Because
 * the cells travel with the trace, one late user id moves all its observations at once.
 */
public final class TraceContributions {
  private static final long MICROS_PER_HOUR = 3_600_000_000L;
  private static final Aggregate ONE_TRACE = new Aggregate().add(Sum.TRACES, 1);

  private TraceContributions() {}

  /** Contributions of the cells, then of the trace itself. */
  public static List<Contribution> of(TraceFact fact) {
    var rows = new ArrayList<Contribution>();
    var all = new Aggregate();
    for (TraceCell cell : fact.getCellsList()) {
      Aggregate measures = Aggregate.of(cell.getMeasures());
      all.addWithoutTimes(measures);
      cell(fact, cell, measures, rows);
    }
    if (fact.getExplicit() || all.get(Sum.COUNT) > 0) {
      itself(fact, all, rows);
    }
    return rows;
  }

  private static void cell(
      TraceFact fact, TraceCell cell, Aggregate measures, List<Contribution> rows) {
    long at = cell.getHour() * MICROS_PER_HOUR;
    String environment = cell.getEnvironment();
    whose(fact, at, environment, measures, rows);
    if (!fact.getName().isEmpty() || !fact.getRelease().isEmpty() || !fact.getVersion().isEmpty()) {
      rows.add(named(fact, at, environment, measures, RollupFamily.TRACE_NAME));
    }
  }

  private static void itself(TraceFact fact, Aggregate all, List<Contribution> rows) {
    long at = fact.getTimestampUs();
    whose(fact, at, fact.getEnvironment(), ONE_TRACE, rows);
    all.add(Sum.TRACES, 1).addLatency(latency(fact));
    rows.add(named(fact, at, fact.getEnvironment(), all, RollupFamily.TRACE));
  }

  /** Rows by user, session and each tag. */
  private static void whose(
      TraceFact fact, long at, String environment, Aggregate measures, List<Contribution> rows) {
    if (!fact.getUserId().isEmpty()) {
      rows.add(row(fact, at, measures, RollupFamily.USER, environment, fact.getUserId()));
    }
    if (!fact.getSessionId().isEmpty()) {
      rows.add(row(fact, at, measures, RollupFamily.SESSION, environment, fact.getSessionId()));
    }
    for (String tag : fact.getTagsList()) {
      rows.add(row(fact, at, measures, RollupFamily.TAG, environment, tag));
    }
  }

  private static Contribution named(
      TraceFact fact, long at, String environment, Aggregate measures, RollupFamily family) {
    return row(
        fact,
        at,
        measures,
        family,
        environment,
        fact.getName(),
        fact.getRelease(),
        fact.getVersion());
  }

  private static Contribution row(
      TraceFact fact, long at, Aggregate measures, RollupFamily family, String... dims) {
    return new Contribution(
        new RollupKey(
            family, fact.getProject(), family.bucket.startOf(at), List.of(dims), fact.getPart()),
        measures);
  }

  /**
   * Microseconds by the contract's 3.7: greatest end less least start; without ends last less first
   * start; else 0.
   */
  static long latency(TraceFact fact) {
    if (!fact.hasFirstStartUs()) {
      return 0;
    }
    long last = fact.hasLastEndUs() ? fact.getLastEndUs() : fact.getLastStartUs();
    return last - fact.getFirstStartUs();
  }
}
