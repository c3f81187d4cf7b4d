package io.tallystream.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.faults.Journal.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir Path folder;

  @Test
  void whatWasAcknowledgedOnceStaysSo() throws Exception {
    try (var journal = new Journal(folder.resolve("journal.txt"))) {
      int[] events = {3, 4};
      journal.answered(journal.sending(events), events, Outcome.UNKNOWN, "connection lost");
      assertThat(journal.isAcknowledged(3)).isFalse();
      assertThat(journal.mayBeStored(3)).isTrue();
      journal.answered(journal.sending(events), events, Outcome.OK, "207");
      journal.answered(journal.sending(events), events, Outcome.UNSENT, "connection refused");
      assertThat(journal.isAcknowledged(4)).isTrue();
      assertThat(journal.acknowledged()).isEqualTo(2);
      assertThat(journal.unknown()).isEqualTo(2);
    }
    assertThat(Files.readAllLines(folder.resolve("journal.txt")))
        .startsWith("1 send 3 4", "1 UNKNOWN connection lost")
        .hasSize(6);
  }

  @Test
  void whatWasRefusedMayNotBeStored() throws Exception {
    try (var journal = new Journal(folder.resolve("journal.txt"))) {
      int[] events = {0};
      journal.answered(journal.sending(events), events, Outcome.REJECTED, "400");
      assertThat(journal.mayBeStored(0)).isFalse();
    }
  }
}
