package io.tallystream.deploy.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A program's AOT cache (JEP 483, 514): classes as they are after loading and linking. The first
 * clean stop after a build writes it, which takes some seconds more; later starts take a third of
 * the time.
 *
 * @param file where it is kept
 * @param program the jar that it was made from; a newer one makes it stale
 */
public record StartCache(Path file, Path program) {
  /** Of a jar, beside it, so that a clean build removes it. */
  public static StartCache beside(Path program) {
    return new StartCache(program.resolveSibling(program.getFileName() + ".aot"), program);
  }

  /** Options for {@code java}: to use it, or to write it. The other options must stay the same. */
  public List<String> options() throws IOException {
    return isWritten()
        ? List.of("-XX:AOTCache=" + file)
        : List.of("-XX:AOTCacheOutput=" + file, "-Xlog:aot=off", "-Xlog:cds=off");
  }

  public boolean isWritten() throws IOException {
    return Files.exists(file)
        && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(program)) >= 0;
  }
}
