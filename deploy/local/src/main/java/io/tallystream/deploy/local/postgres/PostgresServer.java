package io.tallystream.deploy.local.postgres;

import io.tallystream.deploy.local.process.Await;
import io.tallystream.deploy.local.process.Detached;
import io.tallystream.deploy.local.process.Folders;
import io.tallystream.deploy.local.process.Signals;
import io.tallystream.deploy.local.process.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server of our own: a process tree with no JVM beside it. */
public final class PostgresServer implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(20);

  private final Process process;
  private final PostgresSettings settings;

  private PostgresServer(Process process, PostgresSettings settings) {
    this.process = process;
    this.settings = settings;
  }

  /** Starts, without waiting for it to serve; creates the cluster first when there is none. */
  public static PostgresServer start(PostgresSettings settings)
      throws IOException, InterruptedException {
    Path bin = PostgresBinaries.unpack(settings.programs()).resolve("bin");
    Files.createDirectories(settings.log().getParent());
    stopOrphan(settings.data());
    if (!Files.exists(settings.data().resolve("PG_VERSION"))) {
      createCluster(bin, settings);
    }
    return new PostgresServer(launch(serverCommand(bin, settings), settings.log()), settings);
  }

  /** Beside its place and then renamed, as a half made cluster would break every later start. */
  private static void createCluster(Path bin, PostgresSettings settings)
      throws IOException, InterruptedException {
    Path fresh = settings.data().resolveSibling(settings.data().getFileName() + ".new");
    Folders.delete(fresh);
    Folders.delete(settings.data());
    var command =
        new ArrayList<>(
            List.of(
                bin.resolve("initdb").toString(),
                "-D",
                fresh.toString(),
                "-U",
                PostgresSettings.USER,
                "-A",
                "trust",
                "--no-instructions",
                "--no-sync"));
    command.addAll(PostgresSettings.CLUSTER);
    if (launch(command, settings.log()).waitFor() != 0) {
      throw new IOException("PostgreSQL cannot create its data folder; see " + settings.log());
    }
    Files.move(fresh, settings.data());
  }

  private static List<String> serverCommand(Path bin, PostgresSettings settings) {
    var command =
        new ArrayList<>(
            List.of(bin.resolve("postgres").toString(), "-D", settings.data().toString()));
    var options =
        new ArrayList<>(
            List.of(
                "port=" + settings.port(),
                "listen_addresses=127.0.0.1",
                "unix_socket_directories="));
    options.addAll(PostgresSettings.OPTIONS);
    options.forEach(option -> command.addAll(List.of("-c", option)));
    return command;
  }

  private static Process launch(List<String> command, Path log) throws IOException {
    return Detached.start(Unprivileged.command(command), Map.of(), log);
  }

  /**
   * A postmaster outlives a killed launcher, and a second one on the same data refuses to start.
   */
  private static void stopOrphan(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (Files.exists(pidFile)) {
      long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().trim());
      ProcessHandle.of(pid)
          .filter(p -> p.info().command().orElse("").endsWith("/postgres"))
          .ifPresent(p -> stop(p, STOP));
    }
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /**
   * Returns when it answers a query.
   *
   * @throws IllegalStateException when it ended, or did not answer in time; names its log
   */
  public void awaitReady(Duration patience) throws InterruptedException {
    Await.until(
        "PostgreSQL (" + settings.log() + ")",
        patience,
        () -> !process.isAlive() || answers(settings.administration()));
    if (!process.isAlive()) {
      throw new IllegalStateException("PostgreSQL ended at its start; see " + settings.log());
    }
  }

  public static boolean answers(DatabaseAddress address) {
    var properties = new Properties();
    properties.putAll(
        Map.of(
            "user",
            address.user(),
            "password",
            address.password(),
            "connectTimeout",
            "2",
            "socketTimeout",
            "5"));
    try (var connection = DriverManager.getConnection(address.jdbcUrl(), properties)) {
      return connection.isValid(2);
    } catch (SQLException notYet) {
      return false;
    }
  }

  /** A fast shutdown: sessions are ended, committed work is on disk. */
  @Override
  public void close() {
    stop(process.toHandle(), STOP);
  }

  /**
   * Ends a postmaster, ours or one that outlived its launcher; by force when it does not follow.
   */
  public static void stop(ProcessHandle postmaster, Duration patience) {
    Signals.interrupt(postmaster);
    try {
      postmaster.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException
        | java.util.concurrent.TimeoutException stuck) {
      postmaster.destroyForcibly();
    }
  }
}
