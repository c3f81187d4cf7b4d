package io.tallystream.deploy.local.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * A node that is broker and controller, alone or with others.
 *
 * @param data folder of log and metadata
 * @param port clients connect here, on the loopback interface
 * @param controllerPort the quorum, on the loopback interface
 * @param node its number
 * @param cluster id that all nodes share
 * @param voters every node of the quorum, {@code <node>@<host>:<port>:<directory id>}
 * @param door a second listener
 */
public record BrokerSettings(
    Path data,
    int port,
    int controllerPort,
    int node,
    String cluster,
    List<String> voters,
    Optional<Door> door) {
  static final String CONTROLLER = "CONTROLLER";

  /**
   * A listener behind a proxy.
   *
   * @param port where the node listens
   * @param advertised where clients are told to connect: the proxy's
   */
  public record Door(int port, int advertised) {}

  public BrokerSettings {
    voters = List.copyOf(voters);
  }

  /** A node that is its own cluster; ids matter when the folder is formatted, once. */
  public BrokerSettings(Path data, int port, int controllerPort) {
    this(
        data,
        port,
        controllerPort,
        1,
        newId(),
        List.of(voter(1, controllerPort)),
        Optional.empty());
  }

  /** A new node of a quorum; ids near zero are reserved, which the generator avoids. */
  public static String voter(int node, int controllerPort) {
    return node + "@127.0.0.1:" + controllerPort + ":" + newId();
  }

  /** For a cluster or a folder. */
  public static String newId() {
    return Uuid.randomUuid().toString();
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  String controllerAddress() {
    return "127.0.0.1:" + controllerPort;
  }

  Properties toProperties() {
    var p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", node);
    p.put("log.dirs", data.toString());
    p.put(
        "listeners",
        "CLIENT://"
            + bootstrapServers()
            + ","
            + CONTROLLER
            + "://"
            + controllerAddress()
            + door.map(d -> ",DOOR://127.0.0.1:" + d.port).orElse(""));
    p.put(
        "advertised.listeners",
        "CLIENT://"
            + bootstrapServers()
            + door.map(d -> ",DOOR://127.0.0.1:" + d.advertised).orElse(""));
    p.put(
        "listener.security.protocol.map",
        "CLIENT:PLAINTEXT,DOOR:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    p.put("inter.broker.listener.name", "CLIENT");
    p.put("controller.listener.names", CONTROLLER);
    p.put("controller.quorum.bootstrap.servers", quorum());
    p.putAll(voters.size() == 1 ? ofOneNode() : ofThreeNodes());
    return p;
  }

  private String quorum() {
    return voters.stream()
        .map(voter -> voter.substring(voter.indexOf('@') + 1, voter.lastIndexOf(':')))
        .collect(Collectors.joining(","));
  }

  /** As in production: what is acknowledged is on two nodes, and any one of three may be away. */
  private static Map<String, String> ofThreeNodes() {
    var settings = new HashMap<>(ofOneNode());
    settings.replaceAll(
        (name, one) ->
            name.endsWith("replication.factor")
                ? "3"
                : name.endsWith("min.isr") || name.equals("min.insync.replicas") ? "2" : one);
    settings.put("broker.session.timeout.ms", "6000");
    return settings;
  }

  /**
   * What holds wherever the node listens. There is one replica, and internal topics are small,
   * because a machine has two cores to give.
   */
  public static Map<String, String> ofOneNode() {
    var settings = new HashMap<String, String>();
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    for (String topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      settings.put(topic + ".replication.factor", "1");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("offsets.topic.num.partitions", "12");
    settings.put("transaction.state.log.num.partitions", "12");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("auto.create.topics.enable", "false");
    settings.put("socket.request.max.bytes", Integer.toString(128 << 20));
    return settings;
  }
}
