package io.tallystream.deploy.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.deploy.local.process.Ports;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void aPostmasterThatOutlivedItsLauncherIsStoppedAndItsDataIsThere() throws Exception {
    var settings = settings();
    var orphan = PostgresServer.start(settings);
    orphan.awaitReady(PATIENCE);
    execute(settings, "CREATE TABLE kept (id int)");

    try (var next = PostgresServer.start(settings)) {
      next.awaitReady(PATIENCE);
      assertThat(orphan.handle().isAlive()).isFalse();
      execute(settings, "INSERT INTO kept VALUES (1)");
    }
  }

  @Test
  void committedDataSurvivesAKill() throws Exception {
    var settings = settings();
    var killed = PostgresServer.start(settings);
    killed.awaitReady(PATIENCE);
    execute(settings, "CREATE TABLE kept (id int)");
    killed.handle().destroyForcibly();
    killed.handle().onExit().get();

    try (var next = PostgresServer.start(settings)) {
      next.awaitReady(PATIENCE);
      execute(settings, "INSERT INTO kept VALUES (1)");
    }
  }

  private PostgresSettings settings() {
    Path programs = Path.of(System.getProperty("user.home"), ".cache", "tallystream");
    return new PostgresSettings(
        programs, folder.resolve("data"), folder.resolve("log"), Ports.free());
  }

  private static void execute(PostgresSettings settings, String sql) throws SQLException {
    var address = settings.administration();
    try (var connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
