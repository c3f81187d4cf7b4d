package io.tallystream.enrichment.overflow;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Deficit round robin: projects that have something waiting get the same bytes, whatever the size
 * and number of what each has. Of two that wait all the time, neither is ahead by more than a
 * quantum and two of the largest items. Within a project: first in, first out.
 */
final class FairQueue<T> {
  private record Item<T>(T value, long bytes) {}

  private static final class Flow<T> {
    private final ArrayDeque<Item<T>> waiting = new ArrayDeque<>();
    private long credit;
  }

  private final long quantum;
  private final Map<Integer, Flow<T>> flows = new HashMap<>();
  private final ArrayDeque<Integer> round = new ArrayDeque<>();
  private long bytes;

  /**
   * @param quantum bytes of a project's turn
   */
  FairQueue(long quantum) {
    this.quantum = quantum;
  }

  boolean isEmpty() {
    return round.isEmpty();
  }

  /** Of everything that waits. */
  long bytes() {
    return bytes;
  }

  void add(int project, long size, T value) {
    Flow<T> flow = flows.get(project);
    if (flow == null) {
      flow = new Flow<>();
      flow.credit = quantum;
      flows.put(project, flow);
      round.addLast(project);
    }
    flow.waiting.addLast(new Item<>(value, size));
    bytes += size;
  }

  /** Bytes of what {@link #poll} would take; 0 when nothing waits. */
  long nextBytes() {
    Item<T> next = turn();
    return next == null ? 0 : next.bytes();
  }

  @Nullable T poll() {
    Item<T> next = turn();
    if (next == null) {
      return null;
    }
    int project = round.getFirst();
    Flow<T> flow = flow(project);
    flow.waiting.removeFirst();
    flow.credit -= next.bytes();
    bytes -= next.bytes();
    if (flow.waiting.isEmpty()) {
      round.removeFirst();
      flows.remove(project);
    }
    return next.value();
  }

  void removeIf(Predicate<T> unwanted) {
    for (Iterator<Integer> projects = round.iterator(); projects.hasNext(); ) {
      int project = projects.next();
      Flow<T> flow = flow(project);
      for (Iterator<Item<T>> items = flow.waiting.iterator(); items.hasNext(); ) {
        Item<T> item = items.next();
        if (unwanted.test(item.value())) {
          items.remove();
          bytes -= item.bytes();
        }
      }
      if (flow.waiting.isEmpty()) {
        projects.remove();
        flows.remove(project);
      }
    }
  }

  /** Ends turns until a project can pay for its next item; credit is kept for large ones. */
  private @Nullable Item<T> turn() {
    while (!round.isEmpty()) {
      int project = round.getFirst();
      Flow<T> flow = flow(project);
      Item<T> first = flow.waiting.getFirst();
      if (flow.credit >= first.bytes()) {
        return first;
      }
      flow.credit += quantum;
      round.addLast(round.removeFirst());
    }
    return null;
  }

  private Flow<T> flow(int project) {
    return Objects.requireNonNull(flows.get(project));
  }
}
