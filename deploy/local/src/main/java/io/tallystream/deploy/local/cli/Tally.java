package io.tallystream.deploy.local.cli;

import io.tallystream.deploy.local.Options;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher; {@code tally} in the project's folder finds a JDK, builds, and runs it. */
@Command(
    name = "tally",
    description = "Runs Tallystream on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      Up.class,
      Down.class,
      Status.class,
      Logs.class,
      Demo.class,
      DeadLetters.class,
      RebuildViews.class
    },
    footer = {
      "",
      "Also: test (the whole suite), bench, oracle and verify (measure and judge a running system),",
      "  faults (breaks a system of its own and judges it).",
      "",
      "Ports: TALLY_PORT (3000), TALLY_OTLP_GRPC_PORT (4317), TALLY_OTLP_HTTP_PORT (4318), TALLY_QUERY_PORT (3001),",
      "  TALLY_ENRICHMENT_PORT (3002), TALLY_AGGREGATOR_PORT (3003), TALLY_KAFKA_PORT (19092),",
      "  TALLY_KAFKA_CONTROLLER_PORT (19093), TALLY_POSTGRES_PORT (15432).",
      "Data: TALLY_DATA (.tally). Servers of your own: KAFKA_BOOTSTRAP_SERVERS, DATABASE_URL."
    })
public final class Tally {
  private Tally() {}

  public static void main(String[] args) {
    var line = new CommandLine(new Tally());
    line.addSubcommand(new CommandLine.HelpCommand());
    line.setUsageHelpWidth(120);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          command.getErr().println("tally: " + failure.getMessage());
          return 1;
        });
    System.exit(args.length == 0 ? line.execute("help") : line.execute(args));
  }

  static Options options() {
    String root = System.getProperty("tallystream.root", "");
    return Options.from(Path.of(root).toAbsolutePath(), System.getenv());
  }
}
