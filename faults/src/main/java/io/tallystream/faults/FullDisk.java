package io.tallystream.faults;

import io.tallystream.deploy.local.LocalSystem;
import io.tallystream.deploy.local.Stage;
import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.faults.Journal.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The database on a small disk of its own, which fills up and is freed again. */
final class FullDisk {
  private static final String SIZE = "size=256m";
  private static final String OWN_DISK = "TALLY_FAULTS_DISK";
  private static final Duration FULL = Duration.ofSeconds(20);
  private static final int BLOCK = 1 << 12;
  private static final List<Stage> READERS =
      List.of(Stage.ENRICHMENT, Stage.AGGREGATOR, Stage.QUERY);

  private FullDisk() {}

  static void fillAndFree(Rig rig) throws Exception {
    Path disk = disk(rig);
    move(rig, Files.createDirectory(disk.resolve("tablespace")));
    Path filler = disk.resolve("filler");
    rig.each(
        i -> {
          fill(filler);
          long end = System.nanoTime() + FULL.toNanos();
          while (System.nanoTime() < end) {
            rig.require(
                rig.sender().patiently(new int[] {0}) == Outcome.OK,
                "the gateway stopped with the database");
            Thread.sleep(500);
          }
          Files.delete(filler);
          long freed = System.nanoTime();
          HttpResponse<String> answer = rig.api().get("/api/public/traces?limit=1");
          rig.require(answer.statusCode() == 200, "reads answered " + answer.statusCode());
          rig.recovered(freed);
        });
    long refusals = refusals(rig);
    rig.note("lines of the database's log about the full disk " + refusals);
    rig.require(refusals > 0, "the disk was not full: the fault did not happen");
  }

  /** A small file system of somebody's, or one of ours, which takes root. */
  private static Path disk(Rig rig) throws Exception {
    String own = System.getenv(OWN_DISK);
    if (own != null && !own.isBlank()) {
      Path folder = Files.createTempDirectory(Path.of(own), "tally");
      rig.afterwards(() -> io.tallystream.deploy.local.process.Folders.delete(folder));
      return folder;
    }
    Path folder = Files.createDirectories(rig.data().resolve("disk"));
    if (!succeeds("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", folder.toString())) {
      throw new SkippedException(
          "needs root to mount a small file system, or "
              + OWN_DISK
              + ", a folder on one of 256 MiB that may be filled");
    }
    rig.afterwards(() -> unmount(folder));
    return folder;
  }

  private static void unmount(Path folder) throws IOException {
    try {
      if (!succeeds("umount", folder.toString())) {
        throw new IOException(folder + " cannot be unmounted");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }

  /** A database moves while nobody uses it. Its write-ahead log stays where there is room. */
  private static void move(Rig rig, Path tablespace) throws Exception {
    for (Stage stage : READERS) {
      rig.system().kill(stage);
    }
    DatabaseAddress database = DatabaseAddress.parse(rig.system().databaseUrl());
    DatabaseAddress other = database.withDatabase("postgres");
    try (Connection connection =
            DriverManager.getConnection(other.jdbcUrl(), other.user(), other.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLESPACE small LOCATION '%s'".formatted(tablespace));
      statement.execute("ALTER DATABASE %s SET TABLESPACE small".formatted(database.database()));
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be moved", e);
    }
    for (Stage stage : READERS) {
      rig.launch(stage, Map.of());
    }
    for (Stage stage : READERS) {
      rig.readyOrGone(stage);
    }
  }

  private static void fill(Path filler) throws IOException {
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      if (!Files.exists(filler)) {
        throw full;
      }
    }
  }

  private static long refusals(Rig rig) throws IOException {
    try (var lines = Files.lines(rig.system().log(LocalSystem.DATABASE), StandardCharsets.UTF_8)) {
      return lines.filter(line -> line.contains("No space left on device")).count();
    }
  }
}
