package io.tallystream.deploy.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordTest {
  @TempDir private Path folder;

  @Test
  void aRecordedProcessIsFoundWhileItRunsAndNotAfter() throws Exception {
    var record = new ProcessRecord(folder, "stage");
    var process =
        Detached.start(List.of("tail", "-f", "/dev/null"), Map.of(), folder.resolve("log"));
    record.write(process.toHandle());
    assertThat(record.running()).contains(process.toHandle());
    Ending.of(List.of(process.toHandle()), Duration.ofSeconds(10));
    assertThat(record.running()).isEmpty();
  }

  @Test
  void anotherProcessThatWasGivenTheIdIsNotTakenForIt() throws Exception {
    Files.writeString(folder.resolve("stage.pid"), ProcessHandle.current().pid() + " 12345");
    assertThat(new ProcessRecord(folder, "stage").running()).isEmpty();
  }

  @Test
  void noFileAndAHalfWrittenFileAreNoProcess() throws Exception {
    assertThat(new ProcessRecord(folder, "none").running()).isEmpty();
    Files.writeString(folder.resolve("half.pid"), "123");
    assertThat(new ProcessRecord(folder, "half").running()).isEmpty();
  }
}
