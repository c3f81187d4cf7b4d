package io.tallystream.bench.measure;

import io.tallystream.audit.Database;
import io.tallystream.bench.client.Api;
import io.tallystream.event.Routing;
import io.tallystream.event.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.LongToDoubleFunction;

/**
 * Spans sent at a steady pace, whatever becomes of them, and when each was acknowledged and seen.
 */
final class Probes implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(50);
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);
  private static final Duration LAST_ONES = Duration.ofSeconds(60);
  private static final int MOST_AT_ONCE = 100;
  private static final int MOST_LOOKED_FOR = 200;
  private static final String SEEN =
      """
      SELECT trace_h FROM observation
      WHERE project_id = ? AND trace_h = ANY (?) AND part = ANY (?)
      """;

  private final Api api;
  private final Connection database;
  private final int project;
  private final Spans spans;
  private final Map<UUID, Long> acknowledged = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Samples.Sample> seen = new ConcurrentLinkedQueue<>();
  private final Semaphore open = new Semaphore(MOST_AT_ONCE);
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService loops = Executors.newFixedThreadPool(2);
  private final Future<?> sending;
  private final Future<?> looking;
  private volatile boolean stopped;
  private volatile boolean allAnswered;
  private volatile long stopLookingNanos = Long.MAX_VALUE;

  private Probes(Api api, Connection database, int project, Spans spans) {
    this.api = api;
    this.database = database;
    this.project = project;
    this.spans = spans;
    this.sending = loops.submit(this::send);
    this.looking = loops.submit(this::look);
  }

  static Probes start(Run run) throws SQLException {
    return new Probes(run.api(), Database.connect(run.databaseUrl()), run.project(), run.spans());
  }

  /** Now, on the clock of the samples. */
  static double clock() {
    return System.nanoTime() / 1e9;
  }

  /** So far; what was not seen yet has the age that it has now. */
  Samples samples() {
    long now = System.nanoTime();
    return samples(at -> (now - at) / 1e6);
  }

  /** Ends; returns when all were seen, or not for a minute. What was not seen never was. */
  Samples finish() throws SQLException {
    close();
    return samples(at -> Double.POSITIVE_INFINITY);
  }

  private Samples samples(LongToDoubleFunction millisOfUnseen) {
    var samples = new ArrayList<>(seen);
    for (long at : acknowledged.values()) {
      samples.add(new Samples.Sample(at / 1e9, millisOfUnseen.applyAsDouble(at)));
    }
    samples.sort(Comparator.comparingDouble(Samples.Sample::acknowledgedSeconds));
    return new Samples(samples);
  }

  @Override
  public void close() throws SQLException {
    stopped = true;
    await(sending);
    requests.close();
    stopLookingNanos = System.nanoTime() + LAST_ONES.toNanos();
    allAnswered = true;
    await(looking);
    loops.close();
    database.close();
  }

  private Void send() throws InterruptedException {
    long next = System.nanoTime();
    while (!stopped) {
      Spans.Probe probe = spans.probe("bench-probe");
      open.acquire();
      var unused = requests.submit(() -> export(probe));
      next += EVERY.toNanos();
      long wait = next - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(Duration.ofNanos(wait));
      }
    }
    return null;
  }

  private Void export(Spans.Probe probe) throws InterruptedException {
    try {
      api.export(probe.request());
      acknowledged.put(Routing.hash(probe.traceId()), System.nanoTime());
      return null;
    } finally {
      open.release();
    }
  }

  private Void look() throws SQLException, InterruptedException {
    try (PreparedStatement statement = database.prepareStatement(SEEN)) {
      while (System.nanoTime() < stopLookingNanos && !(allAnswered && acknowledged.isEmpty())) {
        List<UUID> oldest =
            acknowledged.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .limit(MOST_LOOKED_FOR)
                .map(Map.Entry::getKey)
                .toList();
        if (!oldest.isEmpty()) {
          Set<UUID> there = find(statement, oldest);
          long now = System.nanoTime();
          for (UUID trace : there) {
            long at = acknowledged.remove(trace);
            seen.add(new Samples.Sample(at / 1e9, (now - at) / 1e6));
          }
        }
        Thread.sleep(LOOK_EVERY);
      }
      return null;
    }
  }

  private Set<UUID> find(PreparedStatement statement, List<UUID> traces) throws SQLException {
    Object[] parts =
        traces.stream()
            .map(t -> Routing.partition(Routing.key(project, t), Topics.partitions()))
            .distinct()
            .toArray();
    statement.setInt(1, project);
    statement.setArray(2, database.createArrayOf("uuid", traces.toArray()));
    statement.setArray(3, database.createArrayOf("int4", parts));
    var there = new HashSet<UUID>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        there.add(row.getObject(1, UUID.class));
      }
    }
    return there;
  }

  private static void await(Future<?> loop) {
    try {
      loop.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a probe failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
