package io.tallystream.query.payload;

import io.tallystream.query.view.ViewTime;
import java.time.LocalDate;
import java.util.Collection;
import java.util.function.ToLongFunction;

/** Day partitions to read, both ends included. */
public record Days(LocalDate first, LocalDate last) {
  /**
   * The days between the least {@code from} and the greatest {@code to} of the items, in
   * microseconds; of no items: the first day of the epoch.
   */
  public static <T> Days span(Collection<T> items, ToLongFunction<T> from, ToLongFunction<T> to) {
    long first = items.stream().mapToLong(from).min().orElse(0);
    long last = items.stream().mapToLong(to).max().orElse(first);
    return new Days(ViewTime.day(first), ViewTime.day(last));
  }
}
