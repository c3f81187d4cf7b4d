package io.tallystream.aggregator.rollup;

import io.tallystream.event.v1.Measures;

/** The scalars of {@link Aggregate} and their fields in the record. */
final class MeasuresCodec {
  private MeasuresCodec() {}

  static void scalars(Aggregate in, Measures.Builder out) {
    out.setCount(in.get(Sum.COUNT))
        .setTraces(in.get(Sum.TRACES))
        .setErrors(in.get(Sum.ERRORS))
        .setWarnings(in.get(Sum.WARNINGS))
        .setPriced(in.get(Sum.PRICED))
        .setStated(in.get(Sum.STATED))
        .setEstimated(in.get(Sum.ESTIMATED))
        .setUnpriced(in.get(Sum.UNPRICED))
        .setNoUsage(in.get(Sum.NO_USAGE))
        .setPricedCost(in.get(Sum.PRICED_COST))
        .setStatedCost(in.get(Sum.STATED_COST))
        .setEstimatedCost(in.get(Sum.ESTIMATED_COST))
        .setLatencySum(in.get(Sum.LATENCY_SUM))
        .setLatencyCount(in.get(Sum.LATENCY_COUNT))
        .setTtftSum(in.get(Sum.TTFT_SUM))
        .setTtftCount(in.get(Sum.TTFT_COUNT));
  }

  static void scalars(Measures in, Aggregate out) {
    out.add(Sum.COUNT, in.getCount())
        .add(Sum.TRACES, in.getTraces())
        .add(Sum.ERRORS, in.getErrors())
        .add(Sum.WARNINGS, in.getWarnings())
        .add(Sum.PRICED, in.getPriced())
        .add(Sum.STATED, in.getStated())
        .add(Sum.ESTIMATED, in.getEstimated())
        .add(Sum.UNPRICED, in.getUnpriced())
        .add(Sum.NO_USAGE, in.getNoUsage())
        .add(Sum.PRICED_COST, in.getPricedCost())
        .add(Sum.STATED_COST, in.getStatedCost())
        .add(Sum.ESTIMATED_COST, in.getEstimatedCost())
        .add(Sum.LATENCY_SUM, in.getLatencySum())
        .add(Sum.LATENCY_COUNT, in.getLatencyCount())
        .add(Sum.TTFT_SUM, in.getTtftSum())
        .add(Sum.TTFT_COUNT, in.getTtftCount());
  }
}
