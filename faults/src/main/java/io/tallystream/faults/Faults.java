package io.tallystream.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Entry point of {@code ./tally faults}. */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description =
        "Breaks a system of its own, row by row of the fault matrix, and judges it: acknowledged and lost 0, counted twice 0, drift 0.")
public final class Faults implements Callable<Integer> {
  @Option(names = "--rows", split = ",", description = "which (default: all; see --list)")
  private List<String> rows = List.of();

  @Option(
      names = "--seed",
      description = "repeats a run's faults and events (default: from the clock)")
  private long seed = System.currentTimeMillis() / 1000 % 1_000_000;

  @Option(
      names = "--kills",
      description = "how often each fault is done (default: the row's own number)")
  private int kills;

  @Option(
      names = "--rate",
      defaultValue = "500",
      description = "events per second (default: ${DEFAULT-VALUE})")
  private int rate;

  @Option(names = "--list", description = "the rows, and which of the matrix are not built")
  private boolean list;

  private static final int INTERRUPTED = 130;

  private Faults() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Faults()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    List<Row> all = Stream.concat(Matrix.ROWS.stream(), Matrix.BROKEN.stream()).toList();
    if (list) {
      all.forEach(
          r ->
              System.out.printf(
                  "%-5s %-38s x %-4d %s%n", r.id(), r.fault(), r.faults(), r.figure()));
      Matrix.NOT_BUILT.forEach(
          r -> System.out.printf("%-5s %-38s not built: %s%n", r.id(), r.fault(), r.why()));
      return 0;
    }
    List<Row> chosen =
        rows.isEmpty() ? all : rows.stream().map(id -> Row.find(all, id.trim())).toList();
    Path root = Path.of(System.getProperty("tallystream.root", "")).toAbsolutePath();
    Path folder = root.resolve("faults/target/run/" + seed);
    System.out.printf("faults: --seed %d, %d events/s, evidence in %s%n", seed, rate, folder);
    var results = new ArrayList<Result>();
    try (var suite = new Suite(root, folder, seed, rate)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(suite), "end"));
      for (Row row : chosen) {
        System.out.printf("%s %s ", row.id(), row.fault());
        Result result = suite.run(row, kills);
        results.add(result);
        System.out.printf("%n  %s%n%s%n", result.line(), result.details());
        if (!result.passed() && !result.isSkipped()) {
          System.out.printf(
              "      evidence: %s; again: ./tally faults --rows %s --seed %d%n",
              folder.resolve(row.id() + "-evidence"), row.id(), seed);
        }
      }
    }
    System.out.println("\n" + Result.HEADER);
    results.forEach(result -> System.out.println(result.line()));
    return results.stream().allMatch(r -> r.passed() || r.isSkipped()) ? 0 : 1;
  }

  /** Ctrl-C leaves nothing behind. */
  private static void end(Suite suite) {
    try {
      if (suite.abandon()) {
        Runtime.getRuntime().halt(INTERRUPTED);
      }
    } catch (java.io.IOException e) {
      System.err.println("faults: " + e.getMessage());
    }
  }
}
