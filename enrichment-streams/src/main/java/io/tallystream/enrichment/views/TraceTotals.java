package io.tallystream.enrichment.views;

import io.tallystream.event.v1.Measures;
import io.tallystream.event.v1.TraceCell;
import io.tallystream.event.v1.TraceFact;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Sums over the observations of a trace, from its cells. */
record TraceTotals(TraceFact fact, Map<String, Long> usage, Map<String, Long> cost) {
  static TraceTotals of(TraceFact fact) {
    var usage = new HashMap<String, Long>();
    var cost = new HashMap<String, Long>();
    for (TraceCell cell : fact.getCellsList()) {
      cell.getMeasures().getUsageMap().forEach((type, n) -> usage.merge(type, n, Long::sum));
      cell.getMeasures().getCostMap().forEach((type, n) -> cost.merge(type, n, Long::sum));
    }
    return new TraceTotals(fact, usage, cost);
  }

  long sum(ToLongFunction<Measures> measure) {
    return fact.getCellsList().stream().map(TraceCell::getMeasures).mapToLong(measure).sum();
  }

  /** Pico-USD of all observations whose cost is known. */
  long totalCost() {
    return sum(m -> m.getPricedCost() + m.getStatedCost() + m.getEstimatedCost());
  }

  /**
   * Microseconds by the contract's 3.7: greatest end less least start; without ends last less first
   * start; else 0.
   */
  long latency() {
    if (!fact.hasFirstStartUs()) {
      return 0;
    }
    long last = fact.hasLastEndUs() ? fact.getLastEndUs() : fact.getLastStartUs();
    return last - fact.getFirstStartUs();
  }
}
