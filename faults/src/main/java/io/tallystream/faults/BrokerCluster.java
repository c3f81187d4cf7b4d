package io.tallystream.faults;

import io.tallystream.deploy.local.broker.BrokerMain;
import io.tallystream.deploy.local.broker.BrokerSettings;
import io.tallystream.deploy.local.process.Detached;
import io.tallystream.deploy.local.process.Ending;
import io.tallystream.deploy.local.process.JavaCommand;
import io.tallystream.deploy.local.process.Ports;
import io.tallystream.event.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/** Three brokers, each a JVM: replicas 3, two of them in sync before anything is acknowledged. */
final class BrokerCluster implements AutoCloseable {
  static final int SIZE = 3;

  private static final Duration STOP = Duration.ofSeconds(30);
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx320m",
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Path data;
  private final int[] ports = IntStream.range(0, SIZE).map(i -> Ports.free()).toArray();
  private final int[] controllerPorts = IntStream.range(0, SIZE).map(i -> Ports.free()).toArray();
  private final String id = BrokerSettings.newId();
  private final List<String> voters =
      IntStream.range(0, SIZE)
          .mapToObj(i -> BrokerSettings.voter(i + 1, controllerPorts[i]))
          .toList();
  private final int[] doors = IntStream.range(0, SIZE).map(i -> Ports.free()).toArray();
  private final Proxy[] proxies = new Proxy[SIZE];
  private final Process[] processes = new Process[SIZE];

  private BrokerCluster(Path data) throws IOException {
    this.data = data;
    for (int i = 0; i < SIZE; i++) {
      proxies[i] = new Proxy(doors[i]);
    }
  }

  /** Returns before they serve. */
  static BrokerCluster start(Path data) throws IOException {
    var cluster = new BrokerCluster(data);
    for (int i = 0; i < SIZE; i++) {
      cluster.launch(i);
    }
    return cluster;
  }

  String bootstrapServers() {
    return addresses(Arrays.stream(ports));
  }

  /** For a client that may be cut off from a broker alone. */
  String proxiedServers() {
    return addresses(Arrays.stream(proxies).mapToInt(Proxy::port));
  }

  Proxy proxy(int broker) {
    return proxies[broker];
  }

  private static String addresses(IntStream ports) {
    return ports.mapToObj(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }

  void launch(int broker) throws IOException {
    var arguments =
        new ArrayList<>(
            List.of(
                data.resolve("kafka-" + broker).toString(),
                Integer.toString(ports[broker]),
                Integer.toString(controllerPorts[broker]),
                Integer.toString(broker + 1),
                id,
                Integer.toString(doors[broker]),
                Integer.toString(proxies[broker].port())));
    arguments.addAll(voters);
    processes[broker] =
        Detached.start(
            JavaCommand.of(OPTIONS, BrokerMain.class, arguments.toArray(String[]::new)),
            Map.of(),
            data.resolve("log/kafka-" + broker + ".log"));
  }

  void kill(int broker) throws InterruptedException {
    processes[broker].destroyForcibly().waitFor();
  }

  /** Whether every replica of {@code events} is in sync again. */
  boolean isWhole() {
    try (var admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers()))) {
      return admin
          .describeTopics(List.of(Topics.EVENTS, Topics.FACTS, Topics.ROLLUPS))
          .allTopicNames()
          .get()
          .values()
          .stream()
          .flatMap(topic -> topic.partitions().stream())
          .allMatch(partition -> partition.isr().size() == SIZE);
    } catch (ExecutionException notNow) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    Ending.of(
        Arrays.stream(processes).filter(p -> p != null).map(Process::toHandle).toList(), STOP);
    Arrays.stream(proxies).forEach(Proxy::close);
  }
}
