package io.tallystream.event;

import java.util.List;
import java.util.Map;

/**
 * Every topic, its partitions and its settings. Partition counts of co-partitioned topics are
 * chosen once: rollup rows and stored rows name their partition.
 */
public final class Topics {
  public static final String EVENTS = "events";

  /** What a project sends beyond its share, and backfills; copied to {@link #EVENTS} behind it. */
  public static final String EVENTS_OVERFLOW = "events.overflow";

  /** Updates whose trace is not known yet, by observation. */
  public static final String EVENTS_UNROUTED = "events.unrouted";

  /** Events of traces whose state is in {@link #COLD_STATE}, on their way to it. */
  public static final String EVENTS_COLD = "events.cold";

  public static final String SCORES = "scores";
  public static final String BODIES = "bodies";
  public static final String FACTS = "facts";
  public static final String ROLLUPS = "rollups";

  /** What enrichment knew of traces that left its store. */
  public static final String COLD_STATE = "cold-state";

  public static final String DEAD_LETTERS = "dead-letters";

  /** What gateways did with what they were sent, by minute. */
  public static final String LEDGER = "ledger";

  public static final String API_KEYS = "api-keys";
  public static final String MODELS = "models";
  public static final String PROJECTS = "projects";

  /** Environment variable that sets {@link #partitions()}. */
  public static final String PARTITIONS_VARIABLE = "TALLY_PARTITIONS";

  /**
   * Largest record: an event of 16 MiB and its envelope. Consumers and producers size their
   * requests by it.
   */
  public static final int MAX_RECORD_BYTES = 20 << 20;

  /** Largest dead letter: the largest record, whole, and what is said about it. */
  public static final int MAX_LETTER_BYTES = MAX_RECORD_BYTES + (1 << 20);

  /** Without it a partition that is seldom written keeps what a tombstone has removed. */
  public static final String MAX_COMPACTION_LAG = "max.compaction.lag.ms";

  /** Seven days: in changelogs, and on compacted topics unless they say otherwise. */
  public static final String MAX_COMPACTION_LAG_MS = "604800000";

  private static final String MAX_MESSAGE_BYTES = "max.message.bytes";
  private static final String DAY = "86400000";

  private Topics() {}

  /**
   * Partitions of every co-partitioned topic: 12 unless {@value #PARTITIONS_VARIABLE} says
   * otherwise; never changed later.
   */
  public static int partitions() {
    String configured = System.getenv(PARTITIONS_VARIABLE);
    return configured == null || configured.isBlank() ? 12 : Integer.parseInt(configured.trim());
  }

  /** A topic to create before the stages start. */
  public record Topic(String name, int partitions, Map<String, String> settings) {}

  /** All topics that we own; Kafka Streams creates its changelogs itself. */
  public static List<Topic> all() {
    int p = partitions();
    return List.of(
        log(EVENTS, p, 30),
        log(EVENTS_OVERFLOW, p, 30),
        log(EVENTS_UNROUTED, p, 3),
        log(EVENTS_COLD, p, 30),
        log(SCORES, p, 30),
        log(BODIES, p, 3),
        log(LEDGER, p, 30),
        topic(
            DEAD_LETTERS,
            p,
            Map.of(
                "cleanup.policy",
                "delete",
                "retention.ms",
                days(30),
                MAX_MESSAGE_BYTES,
                Integer.toString(MAX_LETTER_BYTES))),
        // Deltas must be there for a reader that was down: nothing is compacted for a week.
        compacted(
            FACTS,
            p,
            Map.of(
                "min.compaction.lag.ms",
                days(7),
                MAX_COMPACTION_LAG,
                days(14),
                "delete.retention.ms",
                days(14))),
        // A sink that was down must still see that a trace is gone.
        compacted(COLD_STATE, p, Map.of("delete.retention.ms", days(14))),
        compacted(ROLLUPS, p, Map.of("min.compaction.lag.ms", "3600000")),
        compacted(API_KEYS, 1, Map.of()),
        compacted(MODELS, 1, Map.of()),
        compacted(PROJECTS, 1, Map.of()));
  }

  private static Topic log(String name, int partitions, int retentionDays) {
    return topic(
        name, partitions, Map.of("cleanup.policy", "delete", "retention.ms", days(retentionDays)));
  }

  private static Topic compacted(String name, int partitions, Map<String, String> more) {
    var settings = new java.util.HashMap<>(more);
    settings.put("cleanup.policy", "compact");
    settings.putIfAbsent(MAX_COMPACTION_LAG, MAX_COMPACTION_LAG_MS);
    return topic(name, partitions, settings);
  }

  private static Topic topic(String name, int partitions, Map<String, String> more) {
    var settings = new java.util.TreeMap<>(more);
    settings.put("message.timestamp.type", "LogAppendTime");
    settings.putIfAbsent(MAX_MESSAGE_BYTES, Integer.toString(MAX_RECORD_BYTES));
    return new Topic(name, partitions, Map.copyOf(settings));
  }

  private static String days(int n) {
    return Long.toString(n * Long.parseLong(DAY));
  }
}
