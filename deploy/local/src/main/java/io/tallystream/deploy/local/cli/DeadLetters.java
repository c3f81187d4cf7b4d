package io.tallystream.deploy.local.cli;

import io.tallystream.deploy.local.LocalSystem;
import io.tallystream.deploy.local.letters.LetterBox;
import io.tallystream.deploy.local.letters.Selection;
import io.tallystream.deploy.local.letters.StoredLetter;
import io.tallystream.deploy.local.postgres.DatabaseAddress;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "dead-letters",
    description =
        "What was accepted but could not be processed or stored, of every project and of none. Reads DATABASE_URL and"
            + " writes to KAFKA_BOOTSTRAP_SERVERS, or to what ./tally up started.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {LettersList.class, LettersShow.class, LettersReplay.class},
    footer = {"", "Exit code: 0 done, 1 not found or failed, 2 wrong use."})
final class DeadLetters {
  private DeadLetters() {}

  /** Options that narrow. */
  static final class Narrowing {
    @Option(names = "--stage", description = "for example enrichment/decode or fact-sink")
    @Nullable String stage;

    @Option(names = "--reason", description = "for example cost_out_of_range")
    @Nullable String reason;

    @Option(
        names = "--project",
        description = "its id, or 'none' for records that do not say whose they are")
    @Nullable String project;

    boolean isEmpty() {
      return stage == null && reason == null && project == null;
    }

    Selection selection(@Nullable Boolean replayed) {
      return new Selection(stage, reason, project, replayed, System.currentTimeMillis() * 1_000);
    }
  }

  static LetterBox open() throws SQLException {
    var system = LocalSystem.attach(Tally.options());
    return LetterBox.open(
        DatabaseAddress.parse(system.databaseUrl()), system.kafkaBootstrapServers());
  }

  /**
   * @throws IllegalArgumentException saying that there is none
   */
  static StoredLetter find(LetterBox box, UUID id) throws SQLException {
    return box.find(id)
        .orElseThrow(() -> new IllegalArgumentException("there is no dead letter " + id));
  }
}
