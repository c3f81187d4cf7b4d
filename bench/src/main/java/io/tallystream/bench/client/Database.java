package io.tallystream.bench.client;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The views, read directly: what the API answers is checked elsewhere. */
public final class Database {
  private Database() {}

  /**
   * @param url {@code postgresql://user:password@host:port/database}, as every stage takes it
   */
  public static Connection connect(String url) throws SQLException {
    URI uri = URI.create(url);
    String[] user = uri.getUserInfo() == null ? new String[] {""} : uri.getUserInfo().split(":", 2);
    int port = uri.getPort() < 0 ? 5432 : uri.getPort();
    return DriverManager.getConnection(
        "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getPath(),
        user[0],
        user.length > 1 ? user[1] : "");
  }

  /** Number of a project in keys and rows. */
  public static int projectNumber(Connection database, String projectId) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement("SELECT number FROM project WHERE id = ?")) {
      statement.setString(1, projectId);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new IllegalArgumentException("no project has id " + projectId);
        }
        return row.getInt(1);
      }
    }
  }
}
