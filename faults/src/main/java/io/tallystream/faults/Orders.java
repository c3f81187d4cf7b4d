package io.tallystream.faults;

import io.tallystream.bench.generator.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** The same events in other orders, and again. */
final class Orders {
  private static final int BATCH = 40;
  private static final int SENDERS = 4;

  private Orders() {}

  /** Everything, N times, each time in an order of its own. */
  static void permutations(Rig rig) throws Exception {
    List<Integer> order = everything(rig);
    for (int i = 0; i < rig.faults(); i++) {
      Collections.shuffle(order, new Random(rig.random().nextLong()));
      send(rig, order);
      rig.faultDone();
    }
  }

  /** The newest first: updates before creates, ends before starts, children before parents. */
  static void backwards(Rig rig) throws Exception {
    List<Event> events = rig.sender().events();
    List<Integer> order = everything(rig);
    order.sort(
        Comparator.comparing((Integer i) -> Instant.parse(events.get(i).timestamp())).reversed());
    for (int i = 0; i < rig.faults(); i++) {
      send(rig, order);
      rig.faultDone();
    }
  }

  static List<Integer> everything(Rig rig) {
    return new ArrayList<>(IntStream.range(0, rig.sender().events().size()).boxed().toList());
  }

  static void send(Rig rig, List<Integer> order) throws InterruptedException {
    var inFlight = new Semaphore(SENDERS);
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int at = 0; at < order.size(); at += BATCH) {
        int[] batch =
            order.subList(at, Math.min(order.size(), at + BATCH)).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        inFlight.acquire();
        clients.submit(
            () -> {
              try {
                return rig.sender().patiently(batch);
              } finally {
                inFlight.release();
              }
            });
      }
    }
  }
}
