package io.tallystream.enrichment.usage;

import io.tallystream.event.v1.Level;
import io.tallystream.event.v1.Measures;
import io.tallystream.event.v1.ObservationFact;
import java.util.Map;
import java.util.TreeMap;

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

  /** {@code a + sign * b}. */
  public static Measures add(Measures a, Measures b, int sign) {
    return Measures.newBuilder()
        .setCount(a.getCount() + sign * b.getCount())
        .setErrors(a.getErrors() + sign * b.getErrors())
        .setWarnings(a.getWarnings() + sign * b.getWarnings())
        .setPriced(a.getPriced() + sign * b.getPriced())
        .setStated(a.getStated() + sign * b.getStated())
        .setEstimated(a.getEstimated() + sign * b.getEstimated())
        .setUnpriced(a.getUnpriced() + sign * b.getUnpriced())
        .setNoUsage(a.getNoUsage() + sign * b.getNoUsage())
        .setPricedCost(a.getPricedCost() + sign * b.getPricedCost())
        .setStatedCost(a.getStatedCost() + sign * b.getStatedCost())
        .setEstimatedCost(a.getEstimatedCost() + sign * b.getEstimatedCost())
        .putAllUsage(add(a.getUsageMap(), b.getUsageMap(), sign))
        .putAllCost(add(a.getCostMap(), b.getCostMap(), sign))
        .setLatencySum(a.getLatencySum() + sign * b.getLatencySum())
        .setLatencyCount(a.getLatencyCount() + sign * b.getLatencyCount())
        .setTtftSum(a.getTtftSum() + sign * b.getTtftSum())
        .setTtftCount(a.getTtftCount() + sign * b.getTtftCount())
        .build();
  }

  private static Map<String, Long> add(Map<String, Long> a, Map<String, Long> b, int sign) {
    var sum = new TreeMap<>(a);
    b.forEach((k, n) -> sum.merge(k, sign * n, Long::sum));
    sum.values().removeIf(n -> n == 0);
    return sum;
  }
}
