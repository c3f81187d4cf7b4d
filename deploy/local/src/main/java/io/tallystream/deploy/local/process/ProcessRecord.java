package io.tallystream.deploy.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which process has a name, in a file {@code <folder>/<name>.pid}: its id and when it started,
 * because ids are given again.
 */
public record ProcessRecord(Path folder, String name) {
  private static final Pattern FORM = Pattern.compile("(\\d+) (\\d+)");

  public void write(ProcessHandle process) throws IOException {
    Files.createDirectories(folder);
    Path fresh = folder.resolve(name + ".new");
    Files.writeString(fresh, process.pid() + " " + started(process));
    Files.move(fresh, file(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  public void delete() throws IOException {
    Files.deleteIfExists(file());
  }

  /**
   * The recorded process if it still runs; empty for a stale file and for another process with its
   * id.
   */
  public Optional<ProcessHandle> running() throws IOException {
    if (!Files.exists(file())) {
      return Optional.empty();
    }
    var form = FORM.matcher(Files.readString(file()).trim());
    if (!form.matches()) {
      return Optional.empty();
    }
    long start = Long.parseLong(form.group(2));
    return ProcessHandle.of(Long.parseLong(form.group(1)))
        .filter(p -> p.isAlive() && started(p) == start);
  }

  private Path file() {
    return folder.resolve(name + ".pid");
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
  }
}
