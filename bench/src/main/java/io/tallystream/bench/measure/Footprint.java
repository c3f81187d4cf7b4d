package io.tallystream.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Resident memory and processor time of the system's processes, read from /proc (Linux). */
public final class Footprint {
  private static final double TICKS_PER_SECOND = 100;

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

  private record Sample(double rssMiB, double seconds) {}

  private Footprint() {}

  /** By process name over an interval in which nothing is sent. */
  public static List<Process> measure(Duration interval) throws IOException, InterruptedException {
    Usage before = usage();
    Thread.sleep(interval);
    Map<String, Sample> after = sample();
    Map<String, Double> used = usage(after).since(before);
    var processes = new ArrayList<Process>();
    after.forEach(
        (name, sample) ->
            processes.add(new Process(name, sample.rssMiB, used.get(name) / interval.toSeconds())));
    return processes;
  }

  public static Usage usage() throws IOException {
    return usage(sample());
  }

  private static Usage usage(Map<String, Sample> sample) {
    var seconds = new TreeMap<String, Double>();
    sample.forEach((name, one) -> seconds.put(name, one.seconds));
    return new Usage(seconds);
  }

  private static Map<String, Sample> sample() throws IOException {
    var byName = new TreeMap<String, Sample>();
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      for (Path process :
          entries.filter(p -> p.getFileName().toString().matches("\\d+")).toList()) {
        try {
          String name = name(Files.readString(process.resolve("cmdline")).replace('\0', ' '));
          if (!name.isEmpty()) {
            byName.merge(
                name,
                read(process),
                (a, b) -> new Sample(a.rssMiB + b.rssMiB, a.seconds + b.seconds));
          }
        } catch (IOException e) {
          // the process ended between listing and reading
        }
      }
    }
    return byName;
  }

  private static String name(String commandLine) {
    for (String stage :
        new String[] {"ingest-gateway", "enrichment-streams", "cost-aggregator", "query-service"}) {
      if (commandLine.contains(stage + "/target")) {
        return stage;
      }
    }
    if (commandLine.contains("java") && commandLine.contains("Broker")) {
      return "kafka";
    }
    if (commandLine.contains("tallystream.bench")) {
      return "bench itself";
    }
    return commandLine.startsWith("postgres") || commandLine.contains("/bin/postgres ")
        ? "postgres"
        : "";
  }

  private static Sample read(Path process) throws IOException {
    String stat = Files.readString(process.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    double seconds = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    double pss =
        Files.readAllLines(process.resolve("smaps_rollup")).stream()
            .filter(line -> line.startsWith("Pss:"))
            .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
            .sum();
    return new Sample(pss, seconds);
  }
}
