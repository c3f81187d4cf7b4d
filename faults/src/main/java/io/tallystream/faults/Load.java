package io.tallystream.faults;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * A paced load that lasts as long as the faults do. Each fault has its share of new events; when it
 * takes longer, earlier ones are sent again, which must change nothing. One client in ten never
 * tries again; what nobody acknowledged is sent once more at the end, and must count once.
 */
final class Load {
  private static final int BATCH = 20;
  private static final int IN_FLIGHT = 64;
  private static final int IMPATIENT = 10;
  private static final Duration LAST_ANSWERS = Duration.ofMinutes(4);

  private final Sender sender;
  private final Journal journal;
  private final SplittableRandom random;
  private final long nanosPerBatch;
  private final int share;
  private final IntSupplier faultsDone;
  private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread pacer = Thread.ofPlatform().name("load").unstarted(this::pace);
  private volatile boolean ending;

  /**
   * @param rate events per second
   * @param share new events for each fault
   * @param faultsDone so far
   */
  Load(
      Sender sender,
      Journal journal,
      SplittableRandom random,
      int rate,
      int share,
      IntSupplier faultsDone) {
    this.sender = sender;
    this.journal = journal;
    this.random = random;
    this.nanosPerBatch = TimeUnit.SECONDS.toNanos(1) * BATCH / rate;
    this.share = share;
    this.faultsDone = faultsDone;
  }

  void start() {
    pacer.start();
  }

  /** Ends it; returns when every event has been acknowledged or given up. */
  void finish() throws InterruptedException {
    ending = true;
    pacer.join();
    int[] open =
        IntStream.range(0, sender.events().size())
            .filter(i -> !journal.isAcknowledged(i))
            .toArray();
    for (int at = 0; at < open.length; at += BATCH) {
      send(java.util.Arrays.copyOfRange(open, at, Math.min(open.length, at + BATCH)), true);
    }
    clients.shutdown();
    if (!clients.awaitTermination(LAST_ANSWERS.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("requests are still open after " + LAST_ANSWERS);
    }
  }

  private void pace() {
    long next = System.nanoTime();
    int fresh = 0;
    try {
      while (!ending) {
        int allowed = Math.min(sender.events().size(), (faultsDone.getAsInt() + 2) * share);
        boolean isFresh = fresh < allowed;
        int at = isFresh ? fresh : random.nextInt(fresh);
        int end = Math.min(isFresh ? allowed : fresh, at + BATCH);
        send(IntStream.range(at, end).toArray(), random.nextInt(IMPATIENT) > 0);
        fresh = Math.max(fresh, end);
        next = Math.max(next + nanosPerBatch, System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
        TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(int[] batch, boolean patiently) throws InterruptedException {
    inFlight.acquire();
    clients.execute(
        () -> {
          try {
            if (patiently) {
              sender.patiently(batch);
            } else {
              sender.once(batch);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            inFlight.release();
          }
        });
  }
}
