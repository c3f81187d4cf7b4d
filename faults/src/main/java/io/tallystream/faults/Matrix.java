package io.tallystream.faults;

import static io.tallystream.faults.Row.underLoad;

import io.tallystream.deploy.local.Stage;
import io.tallystream.event.Failpoint;
import java.util.List;

/** Every row that is built, and those that are not. */
final class Matrix {
  private static final int KILLS = 30;
  private static final List<Stage> SINKS = List.of(Stage.ENRICHMENT, Stage.AGGREGATOR);

  static final List<Row> ROWS =
      List.of(
          underLoad(
              "F1",
              "kill -9 gateway",
              "clients repeat; nothing else",
              KILLS,
              Kills.of(List.of(Stage.GATEWAY), Failpoint.AFTER_PRODUCE_BEFORE_200)),
          underLoad(
              "F2",
              "kill -9 enrichment",
              "state restored",
              KILLS,
              Kills.of(
                  List.of(Stage.ENRICHMENT),
                  Failpoint.AFTER_STATE_WRITE,
                  Failpoint.BEFORE_TXN_COMMIT)),
          underLoad(
              "F3",
              "kill -9 aggregator",
              "sums equal to the pico-dollar",
              KILLS,
              Kills.of(
                  List.of(Stage.AGGREGATOR),
                  Failpoint.AFTER_STATE_WRITE,
                  Failpoint.BEFORE_TXN_COMMIT)),
          underLoad(
              "F4",
              "kill -9 sinks",
              "offsets in the rows' transaction",
              KILLS,
              Kills.of(SINKS, Failpoint.MID_BATCH, Failpoint.AFTER_PG_COMMIT_BEFORE_POLL)),
          underLoad(
              "F5",
              "kill -9 query-service",
              "ingestion goes on",
              10,
              Kills.of(List.of(Stage.QUERY))),
          underLoad(
              "F6", "SIGSTOP 11-17 s, then CONT", "some zombie was fenced", 4, Processes::zombie),
          underLoad("F7", "SIGTERM under load", "each ends within 30 s", 12, Processes::term),
          underLoad("F8", "double start, same member and folder", "exact", 4, Processes::twice),
          underLoad(
                  "F9",
                  "kill -9 of 1 broker of 3, rolling",
                  "recovery = until acknowledged again",
                  6,
                  Servers::brokerKilled)
              .on(Row.OnSystem.THREE_BROKERS),
          underLoad(
              "F10",
              "all brokers away 20 s",
              "503 + Retry-After within 5 s, gateway +<= 64 MiB",
              2,
              Servers::brokersAway),
          underLoad(
              "F20",
              "PostgreSQL immediate stop",
              "reads come back",
              10,
              Servers::databaseImmediate),
          underLoad("F26", "ACCESS EXCLUSIVE lock 10 s", "sinks wait", 3, Servers::locked),
          underLoad("F27", "deadlocks with the sinks", "tried again", 5, Servers::deadlocks),
          underLoad(
              "F29", "OutOfMemoryError", "the process ends by itself", 4, Processes::outOfMemory),
          underLoad("F30", "a tenth of a core for 10 s", "exact", 4, Processes::starve),
          underLoad("F34", "poison requests", "4xx or 207 each", 1_000, Poison::corpus),
          underLoad(
              "F35", "poison in the topic", "quarantined within 10 s", 12, Poison::inTheTopic),
          underLoad(
              "F36",
              "oversized requests, gzip bombs (F37)",
              "413 or 4xx, gateway lives",
              2,
              Poison::oversized),
          underLoad(
                  "F41",
                  "every event again, in other orders",
                  "the same rows",
                  20,
                  Orders::permutations)
              .sendingItself(),
          underLoad("F42", "newest first", "the same rows", 2, Orders::backwards).sendingItself(),
          underLoad(
              "F44",
              "match patterns from hell",
              "refused when saved, or linear",
              11,
              Configuration::patterns),
          underLoad(
              "F46",
              "migration killed half way",
              "the next run completes it",
              8,
              Configuration::migrationKilled),
          underLoad(
              "F47",
              "state deleted, bytes flipped",
              "restored from the log",
              4,
              Processes::stateLost),
          underLoad("F48", "views dropped, replayed", "identical bytes", 1, Replay::fromZero)
              .sendingItself(),
          underLoad("F49", "consumers stopped 20 s under load", "drained", 2, Processes::backlog),
          underLoad(
                  "S1",
                  "1, 2, 4 instances of each streams stage",
                  "partitions spread; restart, kill, scale in",
                  7,
                  Scaling::inAndOut)
              .on(Row.OnSystem.THREE_BROKERS));

  /** Broken on purpose; each must be caught. */
  static final List<Row> BROKEN =
      List.of(
          broken(
              "B1",
              "at-least-once streams",
              Kills.of(
                  List.of(Stage.ENRICHMENT), "at-least-once:on", Failpoint.AFTER_CHANGELOG_SEND)),
          broken(
              "B2",
              "buffer outside the commit",
              Kills.of(
                  List.of(Stage.AGGREGATOR),
                  "buffer-outside-commit:on",
                  Failpoint.AFTER_STATE_WRITE)),
          broken(
              "B4",
              "offsets apart from the rows",
              Kills.of(SINKS, "offsets-apart:on", Failpoint.MID_BATCH)));

  static final List<Row.NotBuilt> NOT_BUILT =
      List.of(
          notBuilt("F15", "partition gateway <-> broker", "needs network namespaces"),
          notBuilt("F23", "PostgreSQL disk full", "needs a file system of its own"),
          notBuilt("F28", "memory cgroup", "needs a writable cgroup"),
          notBuilt("F31", "wall clock skew", "needs libfaketime"),
          notBuilt("F40", "hot key", "needs a latency figure per project"),
          notBuilt("F43", "price changes under load", "the recompute knows one price per model"),
          notBuilt("B3", "increments in the sink", "no variant of the sink yet"));

  private Matrix() {}

  private static Row.NotBuilt notBuilt(String id, String fault, String why) {
    return new Row.NotBuilt(id, fault, why);
  }

  private static Row broken(String id, String variant, Row.Injection injection) {
    return new Row(
        id,
        variant,
        "caught",
        Row.OnSystem.FRESH,
        Row.Traffic.LOAD,
        Row.Expected.CAUGHT,
        6,
        injection);
  }
}
