package io.tallystream.bench.measure;

import io.tallystream.deploy.local.LocalSystem;
import io.tallystream.deploy.local.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Resident memory and processor time of the local system's processes and of the bench, read from
 * /proc (Linux).
 */
public final class Footprint {
  static final String BENCH = "bench itself";

  private static final double TICKS_PER_SECOND = 100;

  private final LocalSystem system;

  Footprint(LocalSystem system) {
    this.system = system;
  }

  /**
   * @param rssMiB resident memory, shared pages divided among those who share them (PSS)
   * @param cores processor time per second of the interval
   */
  public record Process(String name, double rssMiB, double cores) {}

  /** Processor seconds by process name since each began. */
  public record Usage(Map<String, Double> seconds) {
    /** What was used after {@code earlier}, by process name, in seconds. */
    public Map<String, Double> since(Usage earlier) {
      var difference = new TreeMap<String, Double>();
      seconds.forEach(
          (name, now) -> difference.put(name, now - earlier.seconds.getOrDefault(name, 0.0)));
      return difference;
    }
  }

  /** By process name over an interval in which nothing is sent. */
  List<Process> measure(Duration interval) throws IOException, InterruptedException {
    Usage before = usage();
    Thread.sleep(interval);
    Map<String, Double> used = usage().since(before);
    var processes = new ArrayList<Process>();
    for (var entry : processes().entrySet()) {
      double cores = used.getOrDefault(entry.getKey(), 0.0) / interval.toSeconds();
      processes.add(new Process(entry.getKey(), resident(entry.getValue()), cores));
    }
    return processes;
  }

  Usage usage() throws IOException {
    var seconds = new TreeMap<String, Double>();
    for (var entry : processes().entrySet()) {
      seconds.put(entry.getKey(), seconds(entry.getValue()));
    }
    return new Usage(seconds);
  }

  /** Processor seconds of one process and its children, those that ended included. */
  public static double seconds(ProcessHandle process) throws IOException {
    double seconds = 0;
    for (ProcessHandle one : withDescendants(process)) {
      seconds += ticks(one) / TICKS_PER_SECOND;
    }
    return seconds;
  }

  private Map<String, ProcessHandle> processes() throws IOException {
    var names = new ArrayList<>(List.of(LocalSystem.DATABASE, LocalSystem.BROKER));
    for (Stage stage : Stage.values()) {
      names.add(stage.module());
    }
    var processes = new TreeMap<String, ProcessHandle>();
    for (String name : names) {
      system.process(name).ifPresent(process -> processes.put(name, process));
    }
    processes.put(BENCH, ProcessHandle.current());
    return processes;
  }

  private static List<ProcessHandle> withDescendants(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }

  /** Of the process and of the children that it has waited for; 0 when it ended meanwhile. */
  private static long ticks(ProcessHandle process) throws IOException {
    try {
      String stat = Files.readString(file(process, "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (int field = 11; field <= 14; field++) {
        ticks += Long.parseLong(fields[field]);
      }
      return ticks;
    } catch (IOException e) {
      if (process.isAlive()) {
        throw e;
      }
      return 0;
    }
  }

  private static double resident(ProcessHandle process) throws IOException {
    double mebibytes = 0;
    for (ProcessHandle one : withDescendants(process)) {
      try {
        mebibytes +=
            Files.readAllLines(file(one, "smaps_rollup")).stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .sum();
      } catch (IOException e) {
        if (one.isAlive()) {
          throw e;
        }
      }
    }
    return mebibytes;
  }

  private static Path file(ProcessHandle process, String name) {
    return Path.of("/proc", Long.toString(process.pid()), name);
  }
}
