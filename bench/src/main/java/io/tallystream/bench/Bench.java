package io.tallystream.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code ./tally bench}, {@code ./tally oracle} and {@code ./tally verify}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Drives a running system and judges it.",
    subcommands = {BenchCommand.class, OracleCommand.class, VerifyCommand.class})
public final class Bench {
  private Bench() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }
}
