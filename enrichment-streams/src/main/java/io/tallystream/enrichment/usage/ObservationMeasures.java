package io.tallystream.enrichment.usage;

import io.tallystream.event.v1.Level;
import io.tallystream.event.v1.Measures;
import io.tallystream.event.v1.ObservationFact;

/** What an observation adds to a cell of its trace; integers, so that it can be taken out again. */
public final class ObservationMeasures {
  private ObservationMeasures() {}

  public static Measures of(ObservationFact o) {
    Measures.Builder m = Measures.newBuilder().setCount(1);
    m.setErrors(o.getLevel() == Level.ERROR ? 1 : 0);
    m.setWarnings(o.getLevel() == Level.WARNING ? 1 : 0);
    m.putAllUsage(o.getUsageMap()).putAllCost(o.getCostMap());
    price(o, m);
    if (o.hasEndUs()) {
      m.setLatencyCount(1).setLatencySum(o.getEndUs() - o.getStartUs());
    }
    if (o.hasCompletionStartUs()) {
      m.setTtftCount(1).setTtftSum(Math.max(0, o.getCompletionStartUs() - o.getStartUs()));
    }
    return m.build();
  }

  private static void price(ObservationFact o, Measures.Builder m) {
    switch (o.getPriceState()) {
      case PRICED -> m.setPriced(1).setPricedCost(o.getTotalCost());
      case STATED -> m.setStated(1).setStatedCost(o.getTotalCost());
      case ESTIMATED -> m.setEstimated(1).setEstimatedCost(o.getTotalCost());
      case UNPRICED -> m.setUnpriced(1);
      case NO_USAGE, PRICE_STATE_UNSPECIFIED, UNRECOGNIZED -> m.setNoUsage(1);
    }
  }

  /** {@code sum += sign * b}. */
  public static void add(Measures.Builder sum, Measures b, int sign) {
    sum.setCount(sum.getCount() + sign * b.getCount())
        .setErrors(sum.getErrors() + sign * b.getErrors())
        .setWarnings(sum.getWarnings() + sign * b.getWarnings())
        .setPriced(sum.getPriced() + sign * b.getPriced())
        .setStated(sum.getStated() + sign * b.getStated())
        .setEstimated(sum.getEstimated() + sign * b.getEstimated())
        .setUnpriced(sum.getUnpriced() + sign * b.getUnpriced())
        .setNoUsage(sum.getNoUsage() + sign * b.getNoUsage())
        .setPricedCost(sum.getPricedCost() + sign * b.getPricedCost())
        .setStatedCost(sum.getStatedCost() + sign * b.getStatedCost())
        .setEstimatedCost(sum.getEstimatedCost() + sign * b.getEstimatedCost())
        .setLatencySum(sum.getLatencySum() + sign * b.getLatencySum())
        .setLatencyCount(sum.getLatencyCount() + sign * b.getLatencyCount())
        .setTtftSum(sum.getTtftSum() + sign * b.getTtftSum())
        .setTtftCount(sum.getTtftCount() + sign * b.getTtftCount());
    b.getUsageMap()
        .forEach(
            (type, units) -> {
              long n = sum.getUsageOrDefault(type, 0) + sign * units;
              var unused = n == 0 ? sum.removeUsage(type) : sum.putUsage(type, n);
            });
    b.getCostMap()
        .forEach(
            (type, picos) -> {
              long n = sum.getCostOrDefault(type, 0) + sign * picos;
              var unused = n == 0 ? sum.removeCost(type) : sum.putCost(type, n);
            });
  }
}
