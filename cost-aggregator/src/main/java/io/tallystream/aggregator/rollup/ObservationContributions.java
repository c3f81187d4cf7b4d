package io.tallystream.aggregator.rollup;

import io.tallystream.event.RollupFamily;
import io.tallystream.event.v1.Level;
import io.tallystream.event.v1.ObservationFact;
import java.util.ArrayList;
import java.util.List;

/**
 * What an observation adds by its own attributes; its trace's are in {@link TraceContributions}.
 */
public final class ObservationContributions {
  private ObservationContributions() {}

  /** One contribution per family that the observation belongs to. */
  public static List<Contribution> of(ObservationFact fact) {
    Aggregate measures = measures(fact);
    var rows = new ArrayList<Contribution>(4);
    String type = fact.getType().name();
    rows.add(row(fact, measures, RollupFamily.TOTAL, type, fact.getLevel().name()));
    if (!fact.getModel().isEmpty()) {
      rows.add(row(fact, measures, RollupFamily.MODEL, type, fact.getModel(), fact.getPriceId()));
    }
    if (!fact.getPromptName().isEmpty()) {
      rows.add(
          row(
              fact,
              measures,
              RollupFamily.PROMPT,
              fact.getPromptName(),
              fact.hasPromptVersion() ? Integer.toString(fact.getPromptVersion()) : "",
              fact.getModel()));
    }
    if (!fact.getName().isEmpty()) {
      rows.add(row(fact, measures, RollupFamily.NAME, type, fact.getName()));
    }
    return rows;
  }

  /**
   * Counts, sums and histograms of one observation. A first token before the start counts as 0, an
   * end before the start as it is (the histogram's lowest bucket).
   */
  static Aggregate measures(ObservationFact fact) {
    var sum =
        new Aggregate().add(Sum.COUNT, 1).addUsage(fact.getUsageMap()).addCost(fact.getCostMap());
    if (fact.getLevel() == Level.ERROR) {
      sum.add(Sum.ERRORS, 1);
    } else if (fact.getLevel() == Level.WARNING) {
      sum.add(Sum.WARNINGS, 1);
    }
    price(fact, sum);
    if (fact.hasEndUs()) {
      sum.addLatency(fact.getEndUs() - fact.getStartUs());
    }
    if (fact.hasCompletionStartUs()) {
      sum.addTtft(Math.max(0, fact.getCompletionStartUs() - fact.getStartUs()));
    }
    return sum;
  }

  private static void price(ObservationFact fact, Aggregate sum) {
    long cost = fact.getTotalCost();
    switch (fact.getPriceState()) {
      case PRICED -> sum.add(Sum.PRICED, 1).add(Sum.PRICED_COST, cost);
      case STATED -> sum.add(Sum.STATED, 1).add(Sum.STATED_COST, cost);
      case ESTIMATED -> sum.add(Sum.ESTIMATED, 1).add(Sum.ESTIMATED_COST, cost);
      case UNPRICED -> sum.add(Sum.UNPRICED, 1);
      case NO_USAGE -> sum.add(Sum.NO_USAGE, 1);
      case PRICE_STATE_UNSPECIFIED, UNRECOGNIZED -> {}
    }
  }

  private static Contribution row(
      ObservationFact fact, Aggregate measures, RollupFamily family, String... dims) {
    var all = new ArrayList<String>(dims.length + 1);
    all.add(fact.getEnvironment());
    all.addAll(List.of(dims));
    long bucket = family.bucket.startOf(fact.getStartUs());
    return new Contribution(
        new RollupKey(family, fact.getProject(), bucket, all, fact.getPart()), measures);
  }
}
