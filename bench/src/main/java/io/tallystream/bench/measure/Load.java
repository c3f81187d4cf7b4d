package io.tallystream.bench.measure;

import io.tallystream.bench.client.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Sends exports from several connections, as fast as they are answered or at a given rate. */
public final class Load implements AutoCloseable {
  private static final int SPANS_OF_A_REQUEST = 100;

  private final Api api;
  private final Spans spans;
  private final String name;
  private final int connections;
  private final AtomicLong acknowledged = new AtomicLong();
  private final List<Future<?>> senders = new ArrayList<>();
  private final java.util.concurrent.ExecutorService executor =
      Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopped;

  public Load(Api api, Spans spans, String name, int connections) {
    this.api = api;
    this.spans = spans;
    this.name = name;
    this.connections = connections;
  }

  /** Starts; a rate of 0 means as fast as answers come. */
  public Load start(int spansPerSecond) {
    long pauseNanos =
        spansPerSecond == 0 ? 0 : (long) (1e9 * SPANS_OF_A_REQUEST * connections / spansPerSecond);
    for (int i = 0; i < connections; i++) {
      senders.add(executor.submit(() -> send(pauseNanos)));
    }
    return this;
  }

  /** Spans answered with 2xx so far. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /** Runs for a while, stops, and says how many spans were acknowledged. */
  public long runFor(Duration time) throws InterruptedException {
    Thread.sleep(time);
    close();
    return acknowledged();
  }

  @Override
  public void close() {
    stopped = true;
    for (Future<?> sender : senders) {
      try {
        sender.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a sender failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    senders.clear();
    executor.close();
  }

  private Void send(long pauseNanos) throws InterruptedException {
    long next = System.nanoTime();
    while (!stopped) {
      api.export(spans.request(name, SPANS_OF_A_REQUEST));
      acknowledged.addAndGet(SPANS_OF_A_REQUEST);
      next += pauseNanos;
      long wait = next - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(Duration.ofNanos(wait));
      }
    }
    return null;
  }
}
