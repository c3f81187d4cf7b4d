package io.tallystream.bench.measure;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Freshness of spans that were sent one after the other.
 *
 * @param samples in the order of their acknowledgement
 */
record Samples(List<Sample> samples) {
  /**
   * @param acknowledgedSeconds on any clock
   * @param millis until the row was there; infinite when it never was
   */
  record Sample(double acknowledgedSeconds, double millis) {}

  Samples {
    samples = List.copyOf(samples);
  }

  /** The values at the given percentiles; infinite when there is no sample. */
  double[] percentiles(double... at) {
    return percentiles(samples, at);
  }

  /**
   * Seconds from a fault until the end of the last window in which the percentile was not below the
   * limit; 0 when there is none, empty when that is the last window of all.
   */
  OptionalDouble recovery(
      double faultSeconds, double windowSeconds, double at, double limitMillis) {
    double recovered = 0;
    boolean bad = false;
    for (int i = 0; i < samples.size(); i++) {
      double end = samples.get(i).acknowledgedSeconds;
      if (end < faultSeconds) {
        continue;
      }
      bad = percentiles(window(i, windowSeconds), at)[0] >= limitMillis;
      if (bad && i + 1 < samples.size()) {
        recovered = samples.get(i + 1).acknowledgedSeconds - faultSeconds;
      }
    }
    return bad ? OptionalDouble.empty() : OptionalDouble.of(recovered);
  }

  /** What was acknowledged within a window that ends with a sample. */
  private List<Sample> window(int last, double seconds) {
    int first = last;
    double begin = samples.get(last).acknowledgedSeconds - seconds;
    while (first > 0 && samples.get(first - 1).acknowledgedSeconds > begin) {
      first--;
    }
    return samples.subList(first, last + 1);
  }

  private static double[] percentiles(List<Sample> samples, double... at) {
    if (samples.isEmpty()) {
      double[] none = new double[at.length];
      java.util.Arrays.fill(none, Double.POSITIVE_INFINITY);
      return none;
    }
    return Freshness.percentiles(samples.stream().mapToDouble(Sample::millis).toArray(), at);
  }
}
