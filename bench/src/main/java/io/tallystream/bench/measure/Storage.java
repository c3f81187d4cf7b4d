package io.tallystream.bench.measure;

import io.tallystream.deploy.local.LocalSystem;
import io.tallystream.deploy.local.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Bytes on disk for each observation that is stored: views, state, log. */
public final class Storage implements Phase {
  @Override
  public void run(Run run) throws Exception {
    run.awaitDrained();
    long observations = number(run.database(), "SELECT count(*) FROM observation");
    if (observations == 0) {
      Report.skipped("bytes of a span", "no observation is stored yet");
      return;
    }
    long views = number(run.database(), "SELECT pg_database_size(current_database())");
    line("views (PostgreSQL, all of the database)", views, observations, " (target 700)");
    long state = 0;
    for (Stage stage : Stages.STREAMS) {
      long bytes = bytes(stateFolder(run, stage));
      line("state of " + stage.module(), bytes, observations, "");
      state += bytes;
    }
    line("state, both", state, observations, " (target 150)");
    line(
        "log (Kafka, changelogs included)",
        bytes(run.options().data().resolve(LocalSystem.BROKER)),
        observations,
        "");
  }

  private static void line(String what, long bytes, long observations, String target) {
    Report.line(
        "bytes of an observation, " + what,
        "%,.0f%s of %,d observations, %,d MiB",
        (double) bytes / observations,
        target,
        observations,
        bytes >> 20);
  }

  static Path stateFolder(Run run, Stage stage) {
    return run.options().data().resolve("state").resolve(stage.module());
  }

  /**
   * Of all files below a folder, without Kafka's indexes, which are holes until they are written;
   * what vanishes meanwhile does not count.
   */
  static long bytes(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return 0;
    }
    var sum = new java.util.concurrent.atomic.AtomicLong();
    Files.walkFileTree(
        folder,
        new java.nio.file.SimpleFileVisitor<>() {
          @Override
          public java.nio.file.FileVisitResult visitFile(
              Path file, BasicFileAttributes attributes) {
            if (!file.toString().endsWith("index")) {
              sum.addAndGet(attributes.size());
            }
            return java.nio.file.FileVisitResult.CONTINUE;
          }

          @Override
          public java.nio.file.FileVisitResult visitFileFailed(Path file, IOException gone) {
            return java.nio.file.FileVisitResult.CONTINUE;
          }
        });
    return sum.get();
  }

  private static long number(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
