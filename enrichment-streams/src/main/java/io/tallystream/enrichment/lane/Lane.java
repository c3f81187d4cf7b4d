package io.tallystream.enrichment.lane;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A thread that carries records until it is closed. What fails is begun anew from what is
 * committed.
 */
public final class Lane implements AutoCloseable {
  /** What one attempt works with. */
  public interface Carrier extends AutoCloseable {
    /** Until the lane is closed, or something fails. */
    void run() throws InterruptedException;

    /** Ends the wait of {@link #run}; called by another thread. */
    void wakeUp();

    @Override
    void close();
  }

  private static final Logger LOG = Logger.getLogger(Lane.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final String name;
  private final Supplier<? extends Carrier> carriers;
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable Carrier carrier;

  public Lane(String name, Supplier<? extends Carrier> carriers) {
    this.name = name;
    this.carriers = carriers;
    thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Also where it was never started. */
  @Override
  public void close() {
    closed = true;
    Carrier current = carrier;
    if (current != null) {
      current.wakeUp();
    }
    try {
      if (thread.isAlive()) {
        thread.join(STOP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public boolean isClosed() {
    return closed;
  }

  private void run() {
    while (!closed) {
      try (Carrier current = carriers.get()) {
        carrier = current;
        current.run();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!closed) {
          LOG.warnf("the %s begins anew: %s", name, e.toString());
          pause();
        }
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      closed = true;
    }
  }
}
