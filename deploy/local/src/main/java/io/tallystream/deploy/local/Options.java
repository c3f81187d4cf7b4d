package io.tallystream.deploy.local;

import io.tallystream.deploy.local.process.Ports;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a system is to run.
 *
 * @param root the checkout, with the stages' artifacts
 * @param data everything that outlives a restart, and logs
 * @param ports all of {@link Port}
 * @param kafka a broker of somebody else's, or empty to run one
 * @param database a database of somebody else's, or empty to run one
 * @param environment further variables for the stages
 * @param startCaches whether processes use AOT caches, and write them when they are missing
 */
public record Options(
    Path root,
    Path data,
    Map<Port, Integer> ports,
    Optional<String> kafka,
    Optional<String> database,
    Map<String, String> environment,
    boolean startCaches) {
  private static final String START_CACHES = "TALLY_START_CACHES";
  private static final int LARGEST_PORT = 65_535;

  public Options {
    ports = Map.copyOf(ports);
    environment = Map.copyOf(environment);
  }

  /**
   * From variables: one per {@link Port}, {@code TALLY_DATA}, {@code KAFKA_BOOTSTRAP_SERVERS},
   * {@code DATABASE_URL}, {@code TALLY_START_CACHES} ({@code off} turns them off).
   *
   * @throws IllegalArgumentException naming the variable, its value and what is allowed
   */
  public static Options from(Path root, Map<String, String> environment) {
    var ports = new EnumMap<Port, Integer>(Port.class);
    for (Port port : Port.values()) {
      ports.put(port, number(port, environment));
    }
    Path data = root.resolve(set(environment, "TALLY_DATA").orElse(".tally"));
    var database = set(environment, "DATABASE_URL");
    return new Options(
        root,
        data.toAbsolutePath().normalize(),
        ports,
        set(environment, "KAFKA_BOOTSTRAP_SERVERS"),
        database,
        Bootstrap.variables(environment),
        !set(environment, START_CACHES).orElse("").equals("off"));
  }

  /** A system of its own for tests: free ports, its own data. */
  public static Options isolated(Path root, Path data) {
    var ports = new EnumMap<Port, Integer>(Port.class);
    for (Port port : Port.values()) {
      ports.put(port, Ports.free());
    }
    return new Options(
        root,
        data,
        ports,
        Optional.empty(),
        Optional.empty(),
        Bootstrap.variables(Map.of()),
        false);
  }

  /** The same with one more variable for the stages. */
  public Options with(String variable, String value) {
    var more = new HashMap<>(environment);
    more.put(variable, value);
    return new Options(root, data, ports, kafka, database, more, startCaches);
  }

  /** The same on brokers of somebody else's. */
  public Options onKafka(String bootstrapServers) {
    return new Options(
        root, data, ports, Optional.of(bootstrapServers), database, environment, startCaches);
  }

  /** The same on a broker and a database of somebody else's. */
  public Options on(String kafkaBootstrapServers, String databaseUrl) {
    return new Options(
        root,
        data,
        ports,
        Optional.of(kafkaBootstrapServers),
        Optional.of(databaseUrl),
        environment,
        startCaches);
  }

  public int port(Port port) {
    return ports.get(port);
  }

  private static int number(Port port, Map<String, String> environment) {
    String value = set(environment, port.variable()).orElse(Integer.toString(port.standard()));
    if (!value.matches("\\d{1,5}")
        || Integer.parseInt(value) < 1
        || Integer.parseInt(value) > LARGEST_PORT) {
      throw new IllegalArgumentException(
          port.variable() + " is '" + value + "'; use a port from 1 to " + LARGEST_PORT);
    }
    return Integer.parseInt(value);
  }

  private static Optional<String> set(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::trim).filter(v -> !v.isEmpty());
  }
}
