package io.tallystream.deploy.local.servers;

import io.tallystream.deploy.local.process.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Talks to the JVM that holds the servers ({@link ServersMain}). Uses nothing but the JDK, since it
 * runs on the class path, and in the class loaders, of whoever tests.
 */
final class SharedServers implements Servers {
  /**
   * Where the servers' JVM answers. A system property: Quarkus loads this class once per test
   * profile.
   */
  private static final String ADDRESS = "tallystream.test-servers.address";

  private static final List<String> OPTIONS =
      List.of(
          "-Xmx640m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final String address;

  private SharedServers(String address) {
    this.address = address;
  }

  static Servers get() {
    synchronized (System.getProperties()) {
      String address = System.getProperty(ADDRESS);
      if (address == null) {
        address = start();
        System.setProperty(ADDRESS, address);
      }
      return new SharedServers(address);
    }
  }

  private static String start() {
    try {
      Path log = Files.createTempFile("tallystream-test-servers", ".log");
      Process process =
          new ProcessBuilder(JavaCommand.of(OPTIONS, ServersMain.class))
              .redirectError(log.toFile())
              .start();
      // The hook also keeps the process reachable: were its input collected, the servers would
      // stop.
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> end(process, log), "test-servers-shutdown"));
      return firstLine(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException("The test servers' JVM cannot be started", e);
    }
  }

  private static String firstLine(Process process, Path log) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(ServersMain.READY)) {
        return line.substring(ServersMain.READY.length());
      }
    }
    throw new IllegalStateException("The test servers did not start:\n" + Files.readString(log));
  }

  /** End of input is the sign to stop; it is also what the servers see when this JVM is killed. */
  private static void end(Process process, Path log) {
    try {
      process.getOutputStream().close();
      process.waitFor();
      Files.deleteIfExists(log);
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String kafkaBootstrapServers() {
    return ask("/kafka");
  }

  @Override
  public String databaseUrl() {
    return ask("/database");
  }

  private String ask(String path) {
    try (InputStream in = URI.create(address + path).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The test servers do not answer " + path, e);
    }
  }
}
