package io.tallystream.bench.measure;

import io.tallystream.bench.client.Api;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** Sends exports at a fixed rate, whatever is answered, and never the same one again. */
public final class Flood implements AutoCloseable {
  private static final int SPANS_OF_A_REQUEST = 100;
  private static final int MOST_AT_ONCE = 128;

  private final Api api;
  private final Spans spans;
  private final String name;
  private final AtomicLong offered = new AtomicLong();
  private final AtomicLong accepted = new AtomicLong();
  private final Semaphore open = new Semaphore(MOST_AT_ONCE);
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopped;

  public Flood(Api api, Spans spans, String name) {
    this.api = api;
    this.spans = spans;
    this.name = name;
  }

  public Flood start(int spansPerSecond) {
    long pauseNanos = (long) (1e9 * SPANS_OF_A_REQUEST / spansPerSecond);
    var unused = executor.submit(() -> offer(pauseNanos));
    return this;
  }

  public long offered() {
    return offered.get();
  }

  /** Spans answered with 2xx. */
  public long accepted() {
    return accepted.get();
  }

  /** Returns when the last request is answered. */
  @Override
  public void close() {
    stopped = true;
    executor.close();
  }

  private Void offer(long pauseNanos) throws InterruptedException {
    long next = System.nanoTime();
    while (!stopped) {
      byte[] request = spans.request(name, SPANS_OF_A_REQUEST);
      open.acquire();
      var unused = executor.submit(() -> send(request));
      next += pauseNanos;
      long wait = next - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(Duration.ofNanos(wait));
      }
    }
    return null;
  }

  private Void send(byte[] request) throws IOException, InterruptedException {
    try {
      offered.addAndGet(SPANS_OF_A_REQUEST);
      if (api.exportOnce(request) == 200) {
        accepted.addAndGet(SPANS_OF_A_REQUEST);
      }
      return null;
    } finally {
      open.release();
    }
  }
}
