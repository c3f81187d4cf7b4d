package io.tallystream.streams;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jboss.logging.Logger;

/**
 * Stops a partition whose records nearly all become dead letters: then it is the stage that is
 * wrong, a bad deploy for example, and must not drain the topic. Records that are whole letters
 * count; a single event that its sender has spoilt does not, or one project could stop the others.
 *
 * <p>What is stopped is fetched no more until the process starts again. What was fetched before
 * still passes: at most about two thousand records.
 */
public final class Breaker {
  static final int CONSECUTIVE = 100;
  static final int ONE_IN = 100;
  static final long WINDOW_MS = TimeUnit.MINUTES.toMillis(1);

  private static final Logger LOG = Logger.getLogger(Breaker.class);
  private static final String CONFIG = "tally.breaker";

  /** Of one partition; used by the thread that has its task. */
  private static final class Window {
    private long start;
    private long records;
    private long letters;
    private long row;

    /** Whether nearly all are letters now. */
    private boolean count(boolean letter, long nowMs) {
      if (nowMs - start >= WINDOW_MS || nowMs < start) {
        start = nowMs;
        records = 0;
        letters = 0;
      }
      records++;
      letters += letter ? 1 : 0;
      row = letter ? row + 1 : 0;
      return row >= CONSECUTIVE && letters * ONE_IN > records;
    }
  }

  private final Map<TopicPartition, Window> windows = new ConcurrentHashMap<>();
  private final Set<TopicPartition> stopped = ConcurrentHashMap.newKeySet();

  /** The one of the process; one of its own where none is configured, as in a test's driver. */
  public static Breaker of(ProcessingContext context) {
    return context.appConfigs().get(CONFIG) instanceof Breaker breaker ? breaker : new Breaker();
  }

  /** How a processor finds it. */
  public void configure(Map<Object, Object> settings) {
    settings.put(CONFIG, this);
  }

  /**
   * Counts a record.
   *
   * @param letter whether all of it became one dead letter
   */
  public void count(TopicPartition partition, boolean letter, long nowMs) {
    if (windows.computeIfAbsent(partition, p -> new Window()).count(letter, nowMs)
        && stopped.add(partition)) {
      LOG.errorf("%s is stopped: its last %d records are dead letters", partition, CONSECUTIVE);
    }
  }

  /** What is fetched no more. */
  public Set<TopicPartition> stopped() {
    return Set.copyOf(stopped);
  }
}
