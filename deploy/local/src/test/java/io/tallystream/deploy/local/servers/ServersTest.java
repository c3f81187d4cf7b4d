package io.tallystream.deploy.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.event.Topics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ServersTest {
  private final Servers servers = Servers.shared();

  @Test
  void theBrokerAcknowledgesATransaction() throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            servers.kafkaBootstrapServers(),
            "transactional.id",
            "servers-test",
            "acks",
            "all");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      var sent = producer.send(new ProducerRecord<>(Topics.EVENTS, 0, "key", "value"));
      producer.commitTransaction();
      assertThat(sent.get(10, TimeUnit.SECONDS).hasOffset()).isTrue();
    }
  }

  @Test
  void everyTopicExistsWithItsPartitions() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers.kafkaBootstrapServers()))) {
      var described =
          admin
              .describeTopics(Topics.all().stream().map(Topics.Topic::name).toList())
              .allTopicNames()
              .get();
      assertThat(Topics.all())
          .allMatch(t -> described.get(t.name()).partitions().size() == t.partitions());
    }
  }

  @Test
  void eachDatabaseIsMigratedAndOnesOwn() throws Exception {
    try (var one = connect();
        var other = connect()) {
      one.createStatement().execute("INSERT INTO organization (id, name) VALUES ('o', 'O')");
      assertThat(count(one)).isOne();
      assertThat(count(other)).isZero();
    }
  }

  @Test
  void whatTheDatabaseCommitsIsOnDisk() throws Exception {
    try (var connection = connect()) {
      assertThat(setting(connection, "fsync")).isEqualTo("on");
      assertThat(setting(connection, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(connection, "server_version")).startsWith("18");
    }
  }

  private Connection connect() throws SQLException {
    var address = DatabaseAddress.parse(servers.databaseUrl());
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  private static int count(Connection connection) throws SQLException {
    try (var rows =
        connection.createStatement().executeQuery("SELECT count(*) FROM organization")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (var rows = connection.createStatement().executeQuery("SHOW " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
