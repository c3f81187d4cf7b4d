package io.tallystream.deploy.local.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A single node that is broker and controller.
 *
 * @param data folder of log and metadata
 * @param port clients connect here, on the loopback interface
 * @param controllerPort the node's own quorum, on the loopback interface
 */
public record BrokerSettings(Path data, int port, int controllerPort) {
  static final int NODE = 1;
  static final String CONTROLLER = "CONTROLLER";

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  String controllerAddress() {
    return "127.0.0.1:" + controllerPort;
  }

  Properties toProperties() {
    var p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", NODE);
    p.put("log.dirs", data.toString());
    p.put(
        "listeners",
        "CLIENT://" + bootstrapServers() + "," + CONTROLLER + "://" + controllerAddress());
    p.put("advertised.listeners", "CLIENT://" + bootstrapServers());
    p.put("listener.security.protocol.map", "CLIENT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    p.put("inter.broker.listener.name", "CLIENT");
    p.put("controller.listener.names", CONTROLLER);
    p.put("controller.quorum.bootstrap.servers", controllerAddress());
    p.putAll(ofOneNode());
    return p;
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
