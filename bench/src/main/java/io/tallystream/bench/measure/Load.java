package io.tallystream.bench.measure;

import io.tallystream.bench.client.Api;
import io.tallystream.bench.generator.SdkEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Sends requests from several connections, as fast as they are answered or at a given rate. */
public final class Load implements AutoCloseable {
  private static final int SPANS_OF_A_REQUEST = 100;

  /** Sends one request and returns when it is acknowledged. */
  interface Sender {
    Sent send() throws InterruptedException;
  }

  /**
   * @param units spans or events
   * @param observations that they make
   */
  record Sent(int units, int observations) {}

  private final Supplier<Sender> connection;
  private final int unitsOfARequest;
  private final int connections;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong observations = new AtomicLong();
  private final List<Future<?>> senders = new ArrayList<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopped;

  private Load(Supplier<Sender> connection, int unitsOfARequest, int connections) {
    this.connection = connection;
    this.unitsOfARequest = unitsOfARequest;
    this.connections = connections;
  }

  /** Spans of that name by OTLP. */
  static Load ofSpans(Api api, Spans spans, String name, int connections) {
    Sender sender =
        () -> {
          api.export(spans.request(name, SPANS_OF_A_REQUEST));
          return new Sent(SPANS_OF_A_REQUEST, SPANS_OF_A_REQUEST);
        };
    return new Load(() -> sender, SPANS_OF_A_REQUEST, connections);
  }

  /** Events by the batch route, each connection an application of its own. */
  static Load ofEvents(Api api, String name, int connections) {
    Supplier<Sender> connection =
        () -> {
          var events = new SdkEvents(name, System.nanoTime());
          return () -> {
            SdkEvents.Request request = events.next();
            api.ingest(request.events());
            return new Sent(request.events().size(), request.observations());
          };
        };
    return new Load(connection, SdkEvents.OF_A_REQUEST, connections);
  }

  /** Starts; a rate of 0 means as fast as answers come. */
  Load start(int unitsPerSecond) {
    long pauseNanos =
        unitsPerSecond == 0 ? 0 : (long) (1e9 * unitsOfARequest * connections / unitsPerSecond);
    for (int i = 0; i < connections; i++) {
      Sender sender = connection.get();
      senders.add(executor.submit(() -> send(sender, pauseNanos)));
    }
    return this;
  }

  /** Spans or events answered with 2xx so far. */
  long acknowledged() {
    return acknowledged.get();
  }

  /** Observations among them. */
  long observations() {
    return observations.get();
  }

  /** Runs for a while, stops, and says how many were acknowledged. */
  long runFor(Duration time) throws InterruptedException {
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

  private Void send(Sender sender, long pauseNanos) throws InterruptedException {
    long next = System.nanoTime();
    while (!stopped) {
      Sent sent = sender.send();
      acknowledged.addAndGet(sent.units());
      observations.addAndGet(sent.observations());
      next += pauseNanos;
      long wait = next - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(Duration.ofNanos(wait));
      }
    }
    return null;
  }
}
