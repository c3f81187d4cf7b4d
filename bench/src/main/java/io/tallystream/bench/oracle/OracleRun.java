package io.tallystream.bench.oracle;

import io.tallystream.audit.Comparison;
import io.tallystream.audit.Database;
import io.tallystream.audit.Rollups;
import io.tallystream.audit.StoredRollups;
import io.tallystream.audit.Totals;
import io.tallystream.bench.client.Api;
import io.tallystream.bench.generator.Event;
import io.tallystream.bench.generator.PriceList;
import io.tallystream.bench.generator.Workload;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * One seeded run: sends generated events through the gateway, recomputes every rollup from what was
 * sent, and compares with what is stored. Each seed has days of its own, so that runs in one
 * project do not meet; drift can be looked at with the printed seed.
 */
public final class OracleRun {
  private static final int BATCH = 250;
  private static final int SENDERS = 4;
  private static final int DAYS_OF_A_RUN = 5;

  private final Api api;
  private final String databaseUrl;
  private final long seed;
  private final Instant newest;
  private final List<Event> events;
  private final PriceList prices;
  private final AtomicInteger sent = new AtomicInteger();

  public OracleRun(Api api, String databaseUrl, long seed, int count) throws InterruptedException {
    this.api = api;
    this.databaseUrl = databaseUrl;
    this.seed = seed;
    this.newest =
        LocalDate.now(ZoneOffset.UTC)
            .minusDays(2 + DAYS_OF_A_RUN * Math.floorMod(seed, 60))
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    this.prices = PriceList.create(api, seed);
    this.events = Workload.generate(seed, count, List.copyOf(prices.models().keySet()), newest);
  }

  /**
   * Sends all events from several connections at once; {@code progress} gets the number sent so far
   * after each batch.
   */
  public void send(IntConsumer progress) throws InterruptedException {
    var inFlight = new Semaphore(SENDERS);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<?>>();
      for (int from = 0; from < events.size(); from += BATCH) {
        List<byte[]> batch =
            events.subList(from, Math.min(events.size(), from + BATCH)).stream()
                .map(Event::bytes)
                .toList();
        inFlight.acquire();
        answers.add(
            executor.submit(
                () -> {
                  try {
                    api.ingest(batch);
                    progress.accept(sent.addAndGet(batch.size()));
                  } finally {
                    inFlight.release();
                  }
                  return null;
                }));
      }
      for (Future<?> answer : answers) {
        answer.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("sending failed (seed " + seed + ")", e.getCause());
    }
  }

  /** Compares again and again until the stored rows are exact or the time is over. */
  public Comparison await(Duration limit) throws InterruptedException, SQLException {
    return await(events, limit);
  }

  /** The same where only some of the events, in any order and number, were sent. */
  public Comparison await(Collection<Event> sentEvents, Duration limit)
      throws InterruptedException, SQLException {
    Map<Rollups.Key, Totals> expected = expected(sentEvents);
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Comparison comparison = Comparison.of(expected, stored());
      if (comparison.exact() || System.nanoTime() > end) {
        return comparison;
      }
      // A comparison reads every row: asking all the time would slow down what it waits for.
      Thread.sleep(3_000);
    }
  }

  public int size() {
    return events.size();
  }

  /** What is to be sent, in order. */
  public List<Event> events() {
    return Collections.unmodifiableList(events);
  }

  /** Prefix of every id of this run. */
  public String prefix() {
    return "o" + seed + "-";
  }

  /** Start of the days that are this run's own, in seconds since the epoch. */
  public long fromSecond() {
    return newest.minus(Duration.ofDays(DAYS_OF_A_RUN - 1)).getEpochSecond();
  }

  /** End of these days, exclusive. */
  public long toSecond() {
    return newest.plus(Duration.ofDays(1)).getEpochSecond();
  }

  private Map<Rollups.Key, Totals> expected(Collection<Event> sentEvents) {
    var fold = new Fold(sentEvents, prices);
    return Rollups.of(fold.observations, fold.traces, fold.scores);
  }

  private Map<Rollups.Key, Totals> stored() throws SQLException, InterruptedException {
    String project = api.getJson("/api/public/projects").get("data").get(0).get("id").textValue();
    try (Connection database = Database.connect(databaseUrl)) {
      int number = Database.projectNumber(database, project);
      var rows = StoredRollups.read(database, number, fromSecond(), toSecond());
      rows.keySet()
          .removeIf(key -> key.bucket() == 0 && !key.dimensions().getLast().startsWith(prefix()));
      return rows;
    }
  }
}
