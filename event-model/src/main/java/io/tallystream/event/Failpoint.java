package io.tallystream.event;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Places where a fault is worth a hundred random ones, and the known-broken variants by which the
 * fault suite proves itself. All are off, and cost nothing, unless {@value #VARIABLE} names them
 * when the process starts: {@code after-produce-before-200:kill:every=1000;at-least-once:on}.
 */
public enum Failpoint {
  /** Gateway: all replicas have the records, the client has no answer yet. */
  AFTER_PRODUCE_BEFORE_200,
  /** Streams: a record's changes are in the stores, its offset is not committed. */
  AFTER_STATE_WRITE,
  /** Streams: the broker has a change of state, and nothing of what follows from it. */
  AFTER_CHANGELOG_SEND,
  /** Streams: everything is flushed and sent, the transaction is not committed. */
  BEFORE_TXN_COMMIT,
  /** Sink: the rows of a chunk are written, its offset and the commit are not. */
  MID_BATCH,
  /** Sink: a chunk is committed, the consumer does not know. */
  AFTER_PG_COMMIT_BEFORE_POLL,
  /** Sink of facts, of {@link #OFFSETS_APART}: its offset is committed, its rows are not. */
  AFTER_OFFSET_BEFORE_ROWS,

  /** Broken on purpose: Kafka Streams without transactions. */
  AT_LEAST_ONCE,
  /** Broken on purpose: rollup changes wait on the heap for a timer, not for the commit. */
  BUFFER_OUTSIDE_COMMIT,
  /** Broken on purpose: a sink adds to the stored cost what is already the whole cost. */
  INCREMENTS_IN_SINK,
  /** Broken on purpose: a sink commits its offset first, then its rows. */
  OFFSETS_APART;

  /** Environment variable that arms failpoints; never set in production. */
  public static final String VARIABLE = "TALLY_FAILPOINT";

  private static final int KILLED = 137;
  private static final int BLOCK = 1 << 24;

  enum Action {
    ON,
    KILL,
    FAIL,
    OOM
  }

  /**
   * @param every acts on each n-th arrival
   */
  record Plan(Action action, long every, AtomicLong arrivals) {}

  /** Read once: a constant that is false is no code at all. */
  private static final class Armed {
    static final Map<Failpoint, Plan> PLANS = parse(System.getenv(VARIABLE));
    static final boolean ANY = !PLANS.isEmpty();

    static {
      if (ANY) {
        System.getLogger(Failpoint.class.getName())
            .log(System.Logger.Level.WARNING, VARIABLE + " is set: faults on purpose " + PLANS);
      }
    }
  }

  /** Whether any failpoint is armed in this process. */
  public static boolean anyArmed() {
    return Armed.ANY;
  }

  /** Of a broken variant: whether this process is to be broken so. */
  public boolean isOn() {
    return Armed.ANY && Armed.PLANS.containsKey(this);
  }

  /** Called where the failpoint is; may not return. */
  public void reach() {
    if (Armed.ANY) {
      act(Armed.PLANS.get(this));
    }
  }

  /** How the variable spells it. */
  public String spelling() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void act(@Nullable Plan plan) {
    if (plan == null || plan.arrivals.incrementAndGet() % plan.every != 0) {
      return;
    }
    switch (plan.action) {
      case ON -> {}
      // As kill -9: no hook runs, nothing is flushed.
      case KILL -> Runtime.getRuntime().halt(KILLED);
      case FAIL -> throw new IllegalStateException("failpoint " + spelling());
      case OOM -> fillTheHeap();
    }
  }

  private static void fillTheHeap() {
    List<byte[]> blocks = new ArrayList<>();
    while (!blocks.contains(null)) {
      blocks.add(new byte[BLOCK]);
    }
  }

  /**
   * @throws IllegalArgumentException naming the part that is not understood: a failpoint that is
   *     misspelt must not pass for one that held
   */
  static Map<Failpoint, Plan> parse(@Nullable String text) {
    var plans = new EnumMap<Failpoint, Plan>(Failpoint.class);
    if (text != null && !text.isBlank()) {
      for (String part : text.split(";")) {
        String[] fields = part.trim().split(":");
        plans.put(
            constant(Failpoint.class, fields[0], part),
            new Plan(
                constant(Action.class, at(fields, 1, "on"), part),
                every(fields, part),
                new AtomicLong()));
      }
    }
    return plans;
  }

  private static String at(String[] fields, int i, String otherwise) {
    return fields.length > i ? fields[i] : otherwise;
  }

  private static long every(String[] fields, String part) {
    String every = at(fields, 2, "every=1");
    if (!every.matches("every=[1-9]\\d{0,9}")) {
      throw new IllegalArgumentException(VARIABLE + ": '" + part + "' does not end in every=<n>");
    }
    return Long.parseLong(every.substring("every=".length()));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String spelling, String part) {
    try {
      return Enum.valueOf(type, spelling.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          VARIABLE + ": '" + spelling + "' in '" + part + "' is not known", e);
    }
  }
}
