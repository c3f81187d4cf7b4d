package io.tallystream.event;

import java.util.List;

/**
 * The rollup families: which dimensions each holds and how wide its buckets are. The one table that
 * the aggregator, its sink and the metrics API read. Rows also have project, bucket and part in
 * their key; environment is always the first dimension.
 */
public enum RollupFamily {
  /** Observations by what they are. */
  TOTAL(1, Bucket.HOUR, "environment", "type", "level"),
  /** Observations by the model that the client named and the entry that priced them. */
  MODEL(2, Bucket.HOUR, "environment", "type", "model", "price_id"),
  /** Observations that link a prompt. */
  PROMPT(3, Bucket.HOUR, "environment", "prompt_name", "prompt_version", "model"),
  /** Observations by name; a tool is a name with type TOOL. */
  NAME(4, Bucket.HOUR, "environment", "type", "name"),
  /** Observations and traces of a user: observations by their start, traces by their timestamp. */
  USER(5, Bucket.DAY, "environment", "user_id"),
  /** Observations and traces of a session, for life. */
  SESSION(6, Bucket.LIFE, "environment", "session_id"),
  /** Observations by attributes of their trace. */
  TRACE_NAME(7, Bucket.HOUR, "environment", "trace_name", "release", "version"),
  /** Observations and traces by each tag of the trace: a trace with two tags counts in two rows. */
  TAG(8, Bucket.HOUR, "environment", "tag"),
  /** Traces by their timestamp: latency is the trace's, usage and cost are sums over the trace. */
  TRACE(9, Bucket.HOUR, "environment", "trace_name", "release", "version"),
  /** Scores; {@code value} is the category or boolean text, empty for numbers. */
  SCORE(10, Bucket.HOUR, "environment", "name", "source", "data_type", "value");

  /** Width of a bucket in seconds; 0 = one bucket for life. */
  public enum Bucket {
    HOUR(3600),
    DAY(86400),
    LIFE(0);

    public final long seconds;

    Bucket(long seconds) {
      this.seconds = seconds;
    }

    /** Start of the bucket of an instant, in seconds since the epoch. */
    public long startOf(long epochMicros) {
      return seconds == 0 ? 0 : Math.floorDiv(epochMicros, seconds * 1_000_000) * seconds;
    }
  }

  private static final RollupFamily[] BY_ID = new RollupFamily[values().length + 1];

  static {
    for (RollupFamily family : values()) {
      BY_ID[family.id] = family;
    }
  }

  /** Stored in records; never reused. */
  public final int id;

  public final Bucket bucket;

  /** Column names, in the order of {@code RollupRow.dims}. */
  public final List<String> dimensions;

  RollupFamily(int id, Bucket bucket, String... dimensions) {
    this.id = id;
    this.bucket = bucket;
    this.dimensions = List.of(dimensions);
  }

  /** Whether rows hold histograms: sums that move with their trace do not. */
  public boolean hasHistograms() {
    return switch (this) {
      case TOTAL, MODEL, PROMPT, NAME, TRACE -> true;
      case USER, SESSION, TRACE_NAME, TAG, SCORE -> false;
    };
  }

  /** PostgreSQL table. */
  public String table() {
    return "rollup_" + name().toLowerCase(java.util.Locale.ROOT);
  }

  public static RollupFamily byId(int id) {
    if (id < 1 || id >= BY_ID.length) {
      throw new IllegalArgumentException("no rollup family has id " + id);
    }
    return BY_ID[id];
  }
}
