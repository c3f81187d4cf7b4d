package io.tallystream.deploy.local.views;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** From dropped views until the sinks have read again what they had read before. */
public final class Rebuild {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Views views;
  private final Map<String, Long> before;

  private Rebuild(Views views, Map<String, Long> before) {
    this.views = views;
    this.before = before;
  }

  /** Drops the views. */
  public static Rebuild start(Views views) throws SQLException {
    return new Rebuild(views, views.drop());
  }

  /** Offsets to read again, and how many of them have been. */
  public record Progress(long done, long of) {
    public boolean isDone() {
      return done == of;
    }
  }

  /** Where the sinks are now. */
  public Progress progress() throws SQLException {
    Map<String, Long> now = views.offsets();
    long done = 0;
    for (Map.Entry<String, Long> partition : before.entrySet()) {
      done += Math.min(partition.getValue(), now.getOrDefault(partition.getKey(), 0L));
    }
    return new Progress(done, before.values().stream().mapToLong(n -> n).sum());
  }

  /**
   * Returns when all is read again.
   *
   * @param patience how long the sinks may stand still
   * @throws IllegalStateException when they do
   */
  public void await(Duration patience, Consumer<Progress> each)
      throws SQLException, InterruptedException {
    long moved = System.nanoTime();
    Progress last = progress();
    each.accept(last);
    while (!last.isDone()) {
      Thread.sleep(LOOK_EVERY);
      Progress now = progress();
      each.accept(now);
      if (now.done() != last.done()) {
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > patience.toNanos()) {
        throw new IllegalStateException(
            "the sinks stand still at %,d of %,d; do enrichment-streams and cost-aggregator run with the role sink? They go on when they do"
                .formatted(now.done(), now.of()));
      }
      last = now;
    }
  }
}
