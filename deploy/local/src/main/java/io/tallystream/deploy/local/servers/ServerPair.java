package io.tallystream.deploy.local.servers;

import io.tallystream.deploy.local.postgres.DatabaseAddress;

/** A running broker, with its topics, and a running database server. */
sealed interface ServerPair extends AutoCloseable permits EmbeddedPair, ContainerPair {
  String kafkaBootstrapServers();

  DatabaseAddress administration();
}
