package io.tallystream.faults;

import io.tallystream.deploy.local.Health;
import io.tallystream.deploy.local.Stage;
import io.tallystream.deploy.local.process.Folders;
import io.tallystream.deploy.local.process.Ports;
import io.tallystream.event.Failpoint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Stages that stall, end politely, starve, run twice, run out of memory or lose their state. */
final class Processes {
  private static final List<Stage> STREAMS = List.of(Stage.ENRICHMENT, Stage.AGGREGATOR);
  private static final Duration SESSION = Duration.ofSeconds(10);
  private static final Duration DRAIN = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int TOO_SMALL_MEBIBYTES = 72;
  private static final int LARGE = 20;
  private static final int LARGE_BYTES = 1 << 20;
  private static final Duration SKEWED = Duration.ofSeconds(15);
  private static final String STEP = "-5m";
  private static final List<String> SKEWS = List.of("+2h", "-2h", STEP);
  private static final Pattern FENCED =
      Pattern.compile(
          "fenced|TaskMigrated|InvalidProducerEpoch|UnknownMemberId", Pattern.CASE_INSENSITIVE);

  private Processes() {}

  /** Longer than a session, with a second instance that takes over; then both believe they own. */
  static void zombie(Rig rig) throws Exception {
    pauseInTurn(rig);
    long fenced =
        matches(rig, Stage.ENRICHMENT.module())
            + matches(rig, Stage.ENRICHMENT.module() + "-another");
    rig.note("log lines of fencing " + fenced);
    rig.require(fenced > 0, "no zombie was fenced: the fault did not happen");
  }

  private static void pauseInTurn(Rig rig) throws Exception {
    Stage stage = Stage.ENRICHMENT;
    int port = Ports.free();
    Process twin =
        rig.another(
            stage,
            port,
            Map.of(
                "TALLY_INSTANCE_ID",
                "twin",
                "TALLY_STATE_DIR",
                rig.data().resolve("state/twin").toString()));
    try {
      rig.until("the twin being ready", Duration.ofMinutes(3), () -> Health.isUp(port));
      rig.each(
          i -> {
            ProcessHandle zombie = i % 2 == 0 ? rig.process(stage) : twin.toHandle();
            rig.signal(zombie, "STOP");
            Thread.sleep(SESSION.toMillis() + 1_000 + rig.random().nextInt(6_000));
            long woken = System.nanoTime();
            rig.signal(zombie, "CONT");
            rig.readyOrGone(stage);
            rig.recovered(woken);
          });
    } finally {
      rig.signal(twin.toHandle(), "CONT");
      twin.destroy();
      twin.waitFor(DRAIN.toSeconds(), TimeUnit.SECONDS);
      twin.destroyForcibly();
    }
  }

  private static long matches(Rig rig, String log) throws IOException {
    Path file = rig.system().log(log);
    if (!Files.exists(file)) {
      return 0;
    }
    try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines.filter(line -> FENCED.matcher(line).find()).count();
    }
  }

  /** SIGTERM under load. */
  static void term(Rig rig) throws Exception {
    Stage[] stages = Stage.values();
    rig.each(
        i -> {
          Stage stage = stages[i % stages.length];
          ProcessHandle process = rig.process(stage);
          long asked = System.nanoTime();
          process.destroy();
          rig.until(stage.module() + " ending", Duration.ofMinutes(2), () -> !process.isAlive());
          Duration took = Duration.ofNanos(System.nanoTime() - asked);
          rig.require(took.compareTo(DRAIN) <= 0, stage.module() + " needed " + took + " to end");
          rig.launch(stage, Map.of());
          rig.readyOrGone(stage);
          rig.recovered(asked);
        });
  }

  /** The same instance once more: same member id, same state folder. */
  static void twice(Rig rig) throws Exception {
    rig.each(
        i -> {
          Stage stage = STREAMS.get(i % STREAMS.size());
          Process second = rig.another(stage, Ports.free(), Map.of());
          Thread.sleep(SESSION.toMillis() + rig.random().nextInt(5_000));
          second.destroyForcibly().waitFor();
          long alone = System.nanoTime();
          if (!rig.readyOrGone(stage)) {
            rig.launch(stage, Map.of());
            rig.readyOrGone(stage);
          }
          rig.recovered(alone);
        });
  }

  /** A tenth of a core for ten seconds. */
  static void starve(Rig rig) throws Exception {
    rig.each(
        i -> {
          ProcessHandle process = rig.process(STREAMS.get(i % STREAMS.size()));
          long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
          while (System.nanoTime() < end) {
            rig.signal(process, "STOP");
            Thread.sleep(90);
            rig.signal(process, "CONT");
            Thread.sleep(10);
          }
          rig.recovered(end);
        });
  }

  /** A full heap: the process must end, not live on by half. */
  static void outOfMemory(Rig rig) throws Exception {
    for (int i = 0; i < rig.faults(); i++) {
      Stage stage = STREAMS.get(i % STREAMS.size());
      rig.system().kill(stage);
      int every = 1 + rig.random().nextInt(300);
      rig.launch(
          stage,
          Map.of(
              Failpoint.VARIABLE, Failpoint.AFTER_STATE_WRITE.spelling() + ":oom:every=" + every));
      rig.until(
          stage.module() + " ending by itself",
          Duration.ofMinutes(2),
          () -> !isRunning(rig, stage));
      long gone = System.nanoTime();
      rig.launch(stage, Map.of());
      rig.readyOrGone(stage);
      rig.recovered(gone);
      rig.faultDone();
    }
  }

  /**
   * Payloads of a mebibyte: in too small a heap the stage ends by itself or keeps up, in its own it
   * must live.
   */
  static void tooSmall(Rig rig) throws Exception {
    int ended = 0;
    for (int i = 0; i < rig.faults(); i++) {
      Stage stage = i % 2 == 0 ? Stage.ENRICHMENT : Stage.GATEWAY;
      rig.system().kill(stage);
      // Wins over the options of the command.
      rig.launch(stage, Map.of("_JAVA_OPTIONS", "-Xmx" + TOO_SMALL_MEBIBYTES + "m"));
      boolean began = rig.readyOrGone(stage);
      for (int n = 0; n < LARGE && began && isRunning(rig, stage); n++) {
        sendLarge(rig, "small-%d-%d-%d".formatted(rig.random().nextInt(1 << 30), i, n));
      }
      ended += isRunning(rig, stage) ? 0 : 1;
      rig.system().kill(stage);
      long gone = System.nanoTime();
      rig.launch(stage, Map.of());
      rig.readyOrGone(stage);
      rig.recovered(gone);
      ProcessHandle process = rig.process(stage);
      String last = "";
      for (int n = 0; n < LARGE; n++) {
        last = "large-%d-%d-%d".formatted(rig.random().nextInt(1 << 30), i, n);
        String trace = last;
        rig.until("a large event being accepted", PATIENCE, () -> sendLarge(rig, trace));
      }
      String trace = last;
      rig.until(
          "the last large observation being visible", PATIENCE, () -> rig.isVisible(trace + "-o"));
      rig.require(process.isAlive(), stage.module() + " ended with the heap that it is given");
      rig.faultDone();
    }
    rig.note(
        "of %d stages with %d MiB %d ended by themselves"
            .formatted(rig.faults(), TOO_SMALL_MEBIBYTES, ended));
  }

  private static boolean sendLarge(Rig rig, String trace) {
    byte[] event =
        """
        {"id":"%s-e","type":"span-create","timestamp":"%s","body":{"id":"%s-o","traceId":"%s","input":"%s"}}"""
            .formatted(
                trace,
                Instant.now().minus(Duration.ofDays(400)),
                trace,
                trace,
                "large payload ".repeat(LARGE_BYTES / 14))
            .getBytes(StandardCharsets.UTF_8);
    try {
      return rig.api().ingestOnce(List.of(event), Duration.ofSeconds(20)).statusCode() == 207;
    } catch (IOException gone) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** A stage's wall clock is wrong: two hours ahead, two behind, or set back while it runs. */
  static void skewed(Rig rig) throws Exception {
    Path library = libfaketime();
    Path clock = rig.data().resolve("clock");
    Stage[] stages = Stage.values();
    rig.each(
        i -> {
          Stage stage = stages[i % stages.length];
          String skew = SKEWS.get(i / stages.length % SKEWS.size());
          boolean step = skew.equals(STEP);
          rig.system().kill(stage);
          Files.writeString(clock, step ? "+0" : skew);
          long launched = System.nanoTime();
          rig.launch(
              stage,
              Map.of(
                  "LD_PRELOAD",
                  library.toString(),
                  "FAKETIME_TIMESTAMP_FILE",
                  clock.toString(),
                  "FAKETIME_CACHE_DURATION",
                  "1",
                  "FAKETIME_DONT_FAKE_MONOTONIC",
                  "1"));
          rig.require(
              rig.readyOrGone(stage),
              "%s ended with a clock of %s".formatted(stage.module(), skew));
          rig.recovered(launched);
          Files.writeString(clock, skew);
          Thread.sleep(SKEWED);
          rig.note(stage.module() + " " + skew);
          rig.system().kill(stage);
          rig.launch(stage, Map.of());
          rig.readyOrGone(stage);
        });
  }

  /** Where Debian and its relatives put it. */
  private static Path libfaketime() throws Exception {
    for (Path folder : List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"))) {
      if (Files.isDirectory(folder)) {
        try (var files =
            Files.find(folder, 3, (f, a) -> f.endsWith("faketime/libfaketimeMT.so.1"))) {
          var found = files.findFirst();
          if (found.isPresent()) {
            return found.get();
          }
        }
      }
    }
    throw new SkippedException("needs libfaketime (Debian: apt-get install libfaketime)");
  }

  private static boolean isRunning(Rig rig, Stage stage) {
    try {
      return rig.runs(stage);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** State that is gone, or whose bytes were flipped while nobody looked. */
  static void stateLost(Rig rig) throws Exception {
    rig.each(
        i -> {
          Stage stage = STREAMS.get(i % STREAMS.size());
          boolean flip = i / STREAMS.size() % 2 == 1;
          rig.process(stage).destroy();
          rig.until(stage.module() + " ending", DRAIN, () -> !isRunning(rig, stage));
          Path state = rig.data().resolve("state").resolve(stage.module());
          if (flip) {
            rig.note(stage.module() + ": flipped bytes in " + flipBytes(rig, state) + " files");
          } else {
            Folders.delete(state);
          }
          long launched = System.nanoTime();
          rig.launch(stage, Map.of());
          rig.readyOrGone(stage);
          rig.recovered(launched);
        });
  }

  private static int flipBytes(Rig rig, Path state) throws IOException {
    int flipped = 0;
    try (var files = Files.walk(state)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".sst")).toList()) {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
          for (int n = 0; n < 20; n++) {
            long at = rig.random().nextLong(Math.max(1, bytes.length()));
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ 0xff);
          }
          flipped++;
        }
      }
    }
    return flipped;
  }

  /** Nothing is read for a while; then all of it at once. */
  static void backlog(Rig rig) throws Exception {
    rig.each(
        i -> {
          for (Stage stage : STREAMS) {
            rig.process(stage).destroy();
          }
          Thread.sleep(20_000);
          for (Stage stage : STREAMS) {
            rig.until(stage.module() + " ending", DRAIN, () -> !isRunning(rig, stage));
          }
          long launched = System.nanoTime();
          for (Stage stage : STREAMS) {
            rig.launch(stage, Map.of());
          }
          for (Stage stage : STREAMS) {
            rig.readyOrGone(stage);
          }
          rig.recovered(launched);
        });
  }
}
