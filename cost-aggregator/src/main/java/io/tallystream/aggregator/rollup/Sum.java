package io.tallystream.aggregator.rollup;

import java.util.EnumSet;
import java.util.Set;

/** The scalar integers of a rollup row; money in pico-USD, times in microseconds. */
public enum Sum {
  COUNT,
  TRACES,
  ERRORS,
  WARNINGS,
  PRICED,
  STATED,
  ESTIMATED,
  UNPRICED,
  NO_USAGE,
  PRICED_COST,
  STATED_COST,
  ESTIMATED_COST,
  LATENCY_SUM,
  LATENCY_COUNT,
  TTFT_SUM,
  TTFT_COUNT;

  static final Set<Sum> TIMES = Set.copyOf(EnumSet.range(LATENCY_SUM, TTFT_COUNT));
}
