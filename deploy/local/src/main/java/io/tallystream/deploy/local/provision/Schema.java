package io.tallystream.deploy.local.provision;

import io.tallystream.deploy.local.postgres.DatabaseAddress;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** The tables, by Flyway: a step before the stages start, never a part of one. */
public final class Schema {
  private static final String MIGRATIONS = "classpath:io/tallystream/deploy/local/migration";

  private Schema() {}

  /** Brings a database up to date; does nothing when it is. */
  public static void migrate(DatabaseAddress database) {
    Flyway.configure(Schema.class.getClassLoader())
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .locations(MIGRATIONS)
        .failOnMissingLocations(true)
        .load()
        .migrate();
  }

  /** Creates the database of the address unless it is there. */
  public static void createDatabase(DatabaseAddress administration, String name)
      throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                administration.jdbcUrl(), administration.user(), administration.password());
        var exists = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?");
        var create = connection.createStatement()) {
      exists.setString(1, name);
      if (!exists.executeQuery().next()) {
        create.execute("CREATE DATABASE \"" + name + "\"");
      }
    }
  }

  /** Creates {@code name} as a copy of {@code template}, to which nobody may be connected. */
  public static void copyDatabase(DatabaseAddress administration, String template, String name)
      throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                administration.jdbcUrl(), administration.user(), administration.password());
        var create = connection.createStatement()) {
      create.execute("CREATE DATABASE \"" + name + "\" TEMPLATE \"" + template + "\"");
    }
  }
}
