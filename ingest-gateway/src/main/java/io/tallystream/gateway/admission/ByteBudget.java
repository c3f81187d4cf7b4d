package io.tallystream.gateway.admission;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Bytes in flight, shared fairly: {@code sum of leases <= limit}, and while others have bytes in
 * flight, one project holds at most half. A request larger than its share is let in when its
 * project holds nothing.
 */
final class ByteBudget {
  private record Waiter(int project, long bytes, CompletableFuture<Lease> lease) {}

  private final long limit;
  private final Map<Integer, Long> held = new HashMap<>();
  private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
  private long total;

  ByteBudget(long limit) {
    this.limit = limit;
  }

  synchronized long inFlight() {
    return total;
  }

  /** Completes when the bytes are free. Cancelling it gives up the place in the queue. */
  synchronized CompletableFuture<Lease> acquire(int project, long bytes) {
    if (fits(project, bytes)) {
      return CompletableFuture.completedFuture(take(project, bytes));
    }
    var waiter = new Waiter(project, bytes, new CompletableFuture<>());
    waiting.add(waiter);
    return waiter.lease();
  }

  /** More bytes for a request that turned out larger, at once or not at all. */
  synchronized boolean grow(int project, long bytes) {
    if (!fits(project, bytes)) {
      return false;
    }
    add(project, bytes);
    return true;
  }

  synchronized void release(int project, long bytes) {
    add(project, -bytes);
    for (Iterator<Waiter> each = waiting.iterator(); each.hasNext(); ) {
      Waiter waiter = each.next();
      if (waiter.lease().isDone()) {
        each.remove();
      } else if (fits(waiter.project(), waiter.bytes())) {
        each.remove();
        hand(waiter);
      }
    }
  }

  private void hand(Waiter waiter) {
    Lease lease = take(waiter.project(), waiter.bytes());
    if (!waiter.lease().complete(lease)) {
      add(waiter.project(), -waiter.bytes());
    }
  }

  private boolean fits(int project, long bytes) {
    long mine = held.getOrDefault(project, 0L);
    boolean contended = total > mine;
    boolean withinShare = mine == 0 || !contended || mine + bytes <= limit / 2;
    return total + bytes <= limit && withinShare;
  }

  private Lease take(int project, long bytes) {
    add(project, bytes);
    return new Lease(this, project, bytes);
  }

  private void add(int project, long bytes) {
    total += bytes;
    held.merge(project, bytes, (a, b) -> a + b == 0 ? null : a + b);
  }
}
