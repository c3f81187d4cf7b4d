package io.tallystream.deploy.local.cli;

import io.tallystream.deploy.local.LocalSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Shows the last lines of a process's log, or of all.")
final class Logs implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "process", description = "as ./tally status names it")
  @Nullable String process;

  @Option(
      names = {"-f", "--follow"},
      description = "keep showing what is added")
  boolean follow;

  @Option(
      names = {"-n", "--lines"},
      defaultValue = "100",
      description = "lines per log (${DEFAULT-VALUE})")
  int lines;

  @Override
  public Integer call() throws Exception {
    var logs = LocalSystem.attach(Tally.options()).logs();
    if (process != null) {
      logs.keySet().retainAll(List.of(process));
    }
    if (logs.isEmpty()) {
      throw new IllegalArgumentException(
          process == null ? "there are no logs yet" : "there is no log of '" + process + "'");
    }
    var command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
    if (follow) {
      command.add("-F");
    }
    logs.values().forEach(log -> command.add(log.toString()));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
