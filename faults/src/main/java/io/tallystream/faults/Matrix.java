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
                  "F15",
                  "gateway cut off from 1 broker of 3, 30 s",
                  "recovery = until acknowledged again",
                  3,
                  Servers::partitioned)
              .on(Row.OnSystem.THREE_BROKERS),
          underLoad(
              "F20",
              "PostgreSQL immediate stop",
              "reads come back",
              10,
              Servers::databaseImmediate),
          underLoad(
                  "F23",
                  "PostgreSQL disk full 20 s",
                  "the gateway goes on",
                  3,
                  FullDisk::fillAndFree)
              .on(Row.OnSystem.FRESH),
          underLoad("F26", "ACCESS EXCLUSIVE lock 10 s", "sinks wait", 3, Servers::locked),
          underLoad("F27", "deadlocks with the sinks", "tried again", 5, Servers::deadlocks),
          underLoad(
              "F28",
              "1 MiB payloads, too small a heap",
              "ends by itself; lives in its own heap",
              4,
              Processes::tooSmall),
          underLoad(
              "F29", "OutOfMemoryError", "the process ends by itself", 4, Processes::outOfMemory),
          underLoad("F30", "a tenth of a core for 10 s", "exact", 4, Processes::starve),
          underLoad(
              "F31", "a stage's clock +2 h, -2 h, set back 5 min", "exact", 12, Processes::skewed),
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
              "F40", "10,000 spans of one trace at once", "each counted once", 2, HotKey::oneTrace),
          underLoad(
                  "F41",
                  "every event again, in other orders",
                  "the same rows",
                  20,
                  Orders::permutations)
              .sendingItself(),
          underLoad("F42", "newest first", "the same rows", 2, Orders::backwards).sendingItself(),
          underLoad(
              "F43",
              "10 price changes, 20 a minute",
              "one version each, facts = rollup",
              3,
              PriceChanges::underLoad),
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
              "B3",
              "increments in the sink",
              Kills.of(List.of(Stage.AGGREGATOR), "increments-in-sink:on", Failpoint.MID_BATCH)),
          broken(
              "B4",
              "offsets apart from the rows",
              Kills.of(
                  List.of(Stage.ENRICHMENT),
                  "offsets-apart:on",
                  Failpoint.AFTER_OFFSET_BEFORE_ROWS)));

  static final List<Row.NotBuilt> NOT_BUILT =
      List.of(
          notBuilt("F11", "broker disk full", "a copy of F23 for the broker's folder"),
          notBuilt("F12", "slow broker disk", "needs a throttled block device"),
          notBuilt("F13", "unclean leader, wrong topic settings", "no check at start-up yet"),
          notBuilt("F14", "topic deleted", "nothing says yet what must happen"),
          notBuilt("F16", "partition streams <-> coordinator", "F15's proxies before streams"),
          notBuilt("F17", "asymmetric drop, resets", "the proxy cuts both ways only"),
          notBuilt("F18", "loss, latency, narrow line", "the proxy does not slow down yet"),
          notBuilt("F19", "half-open connections", "takes an hour to say anything"),
          notBuilt("F21", "PostgreSQL failover, synchronous", "no standby in the suite"),
          notBuilt("F22", "PostgreSQL failover, lagging", "see decision 22 and its test"),
          notBuilt("F24", "slow PostgreSQL disk", "needs a throttled block device"),
          notBuilt("F25", "connections exhausted", "not built"),
          notBuilt("F32", "monotonic jump", "needs a time namespace"),
          notBuilt("F33", "client clocks", "see the gateway's tests"),
          notBuilt("F38", "10,000 slow clients", "needs more sockets than ulimit gives"),
          notBuilt("F39", "HTTP/2 floods", "no client that floods"),
          notBuilt("F45", "rolling upgrade", "there is one version yet"),
          notBuilt("F50", "DNS, TLS, passwords", "not built"),
          notBuilt("F51", "hanging endpoints", "nothing calls out yet"),
          notBuilt("F52", "backup and restore", "see decision 22 and its test"),
          notBuilt("F53", "two faults at once", "not built"));

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
