package io.tallystream.sink;

import org.eclipse.microprofile.config.Config;

/**
 * Where a sink reads and writes.
 *
 * @param bootstrapServers Kafka, {@code KAFKA_BOOTSTRAP_SERVERS}
 * @param databaseUrl {@code DATABASE_URL}, as {@code postgresql://user:password@host:port/database}
 */
public record SinkSettings(String bootstrapServers, String databaseUrl) {
  private static final String LOCAL_KAFKA = "localhost:19092";

  /**
   * Reads the two variables.
   *
   * @throws java.util.NoSuchElementException without {@code DATABASE_URL}
   */
  public static SinkSettings of(Config config) {
    return new SinkSettings(
        config.getOptionalValue("KAFKA_BOOTSTRAP_SERVERS", String.class).orElse(LOCAL_KAFKA),
        config.getValue("DATABASE_URL", String.class));
  }
}
