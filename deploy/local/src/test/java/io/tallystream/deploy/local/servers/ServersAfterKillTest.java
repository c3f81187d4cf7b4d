package io.tallystream.deploy.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.deploy.local.process.Await;
import io.tallystream.deploy.local.process.JavaCommand;
import io.tallystream.deploy.local.process.Ports;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServersAfterKillTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void theServersEndWithTestsThatWereKilled() throws Exception {
    Process tests = new ProcessBuilder(JavaCommand.of(List.of(), SomeTests.class)).start();
    try (var output = tests.inputReader(StandardCharsets.UTF_8)) {
      int kafka = Integer.parseInt(output.readLine());
      int database = Integer.parseInt(output.readLine());
      assertThat(Ports.isFree(kafka)).isFalse();
      tests.destroyForcibly().waitFor();
      Await.until(
          "the end of the servers", PATIENCE, () -> Ports.isFree(kafka) && Ports.isFree(database));
    }
  }

  /** Stands for a JVM that runs tests. */
  static final class SomeTests {
    private SomeTests() {}

    public static void main(String[] args) throws Exception {
      var servers = Servers.shared();
      String kafka = servers.kafkaBootstrapServers();
      System.out.println(kafka.substring(kafka.lastIndexOf(':') + 1));
      System.out.println(DatabaseAddress.parse(servers.databaseUrl()).port());
      System.in.read();
      Thread.currentThread().join();
    }
  }
}
