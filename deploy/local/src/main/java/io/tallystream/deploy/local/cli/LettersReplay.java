package io.tallystream.deploy.local.cli;

import io.tallystream.deploy.local.letters.LetterBox;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "replay",
    description = {
      "Sends the records of letters through the system again: the one of an ID, or all that wait and fit the options.",
      "What fails again becomes a new letter, one attempt higher. Replaying twice changes nothing."
    })
final class LettersReplay implements Callable<Integer> {
  private static final int PROGRESS = 50;

  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ID", arity = "0..1", description = "of one letter")
  @Nullable UUID id;

  @Mixin DeadLetters.Narrowing narrowing = new DeadLetters.Narrowing();

  @Option(names = "--all", description = "every letter that waits")
  boolean all;

  @Override
  public Integer call() throws Exception {
    boolean some = all || !narrowing.isEmpty();
    if ((id != null) == some) {
      throw new ParameterException(
          spec.commandLine(),
          "name an ID, or narrow by --stage, --reason, --project, or say --all");
    }
    try (var box = DeadLetters.open()) {
      List<UUID> chosen = id == null ? box.replayable(narrowing.selection(false)) : List.of(id);
      for (int i = 0; i < chosen.size(); i++) {
        box.replay(DeadLetters.find(box, chosen.get(i)));
        progress(i + 1, chosen.size());
      }
      System.out.printf("%nReplayed %d.%n", chosen.size());
      if (id == null) {
        sayWhatStays(box);
      }
      return CommandLine.ExitCode.OK;
    }
  }

  private void sayWhatStays(LetterBox box) throws Exception {
    long waiting =
        box.groups(narrowing.selection(false)).stream().mapToLong(LetterBox.Group::letters).sum();
    if (waiting > 0) {
      System.out.printf(
          "%d wait: they came meanwhile, or are of topics whose records are not replayed.%n",
          waiting);
    }
  }

  private static void progress(int done, int of) {
    if (done % PROGRESS == 0 || done == of) {
      System.out.printf("\r%d of %d", done, of);
      System.out.flush();
    }
  }
}
