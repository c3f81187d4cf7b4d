package io.tallystream.deploy.local.postgres;

import java.net.URI;

/**
 * Where a database is: {@code postgresql://user:password@host:port/database}, the form of {@code
 * DATABASE_URL}.
 */
public record DatabaseAddress(
    String host, int port, String database, String user, String password) {
  private static final int DEFAULT_PORT = 5432;

  /**
   * Reads the form of {@code DATABASE_URL}.
   *
   * @throws IllegalArgumentException naming what is missing; never with the password
   */
  public static DatabaseAddress parse(String url) {
    URI uri = URI.create(url);
    String scheme = uri.getScheme();
    if (!"postgresql".equals(scheme) && !"postgres".equals(scheme)) {
      throw new IllegalArgumentException(
          "DATABASE_URL starts with '"
              + scheme
              + ":'; use postgresql://user:password@host:port/database");
    }
    String path = uri.getPath() == null ? "" : uri.getPath();
    if (uri.getHost() == null || uri.getUserInfo() == null || path.length() < 2) {
      throw new IllegalArgumentException(
          "DATABASE_URL lacks host, user or database; use postgresql://user:password@host:port/database");
    }
    String[] login = uri.getUserInfo().split(":", 2);
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    return new DatabaseAddress(
        uri.getHost(), port, path.substring(1), login[0], login.length > 1 ? login[1] : "");
  }

  public DatabaseAddress withDatabase(String name) {
    return new DatabaseAddress(host, port, name, user, password);
  }

  public String url() {
    return "postgresql://" + user + ":" + password + "@" + host + ":" + port + "/" + database;
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
  }
}
