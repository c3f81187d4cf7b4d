package io.tallystream.enrichment.merge;

import java.util.Comparator;

/**
 * Total order of writes to one field; a retried event carries the same stamp.
 *
 * @param timeUs the client's event time, microseconds since the epoch
 * @param rank 0 create, 1 update
 * @param hash of the event id or the span's bytes; makes ties deterministic
 */
public record Stamp(long timeUs, int rank, long hash) implements Comparable<Stamp> {
  private static final Comparator<Stamp> ORDER =
      Comparator.comparingLong(Stamp::timeUs)
          .thenComparingInt(Stamp::rank)
          .thenComparingLong(Stamp::hash);

  @Override
  public int compareTo(Stamp other) {
    return ORDER.compare(this, other);
  }
}
