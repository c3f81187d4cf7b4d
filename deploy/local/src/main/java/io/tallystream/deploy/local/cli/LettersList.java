package io.tallystream.deploy.local.cli;

import io.tallystream.deploy.local.letters.LetterBox;
import io.tallystream.deploy.local.letters.StoredLetter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "The newest, and how many there are of each kind.")
final class LettersList implements Callable<Integer> {
  private static final String ROW = "%-36s  %-24s  %-18s  %-22s  %7s  %-10s  %s%n";

  private enum Status {
    QUARANTINED,
    REPLAYED
  }

  @Mixin DeadLetters.Narrowing narrowing = new DeadLetters.Narrowing();

  @Option(names = "--status", description = "${COMPLETION-CANDIDATES}; without: both")
  @Nullable Status status;

  @Option(
      names = "--limit",
      defaultValue = "50",
      description = "how many are listed (${DEFAULT-VALUE})")
  int limit;

  @Override
  public Integer call() throws Exception {
    try (var box = DeadLetters.open()) {
      var selection = narrowing.selection(status == null ? null : status == Status.REPLAYED);
      var groups = box.groups(selection);
      if (groups.isEmpty()) {
        System.out.println("No dead letters.");
        return CommandLine.ExitCode.OK;
      }
      System.out.printf(
          ROW, "id", "quarantined", "stage", "reason", "attempt", "project", "source");
      for (StoredLetter one : box.newest(selection, limit)) {
        System.out.printf(
            ROW,
            one.id(),
            one.quarantinedAt(),
            one.letter().getStage(),
            one.letter().getReason(),
            one.letter().getAttempt() + (one.replays() > 0 ? " done" : ""),
            one.project().isEmpty() ? "-" : one.project(),
            one.source());
      }
      System.out.println();
      for (LetterBox.Group group : groups) {
        System.out.printf(
            "%8d  %s %s%s%n",
            group.letters(), group.stage(), group.reason(), group.replayed() ? ", replayed" : "");
      }
      return CommandLine.ExitCode.OK;
    }
  }
}
